"""The words the community shares: regions, partnerships, backgrounds, topics and criteria.

They are data, not behaviour, and every service and screen speaks in their slugs; a slug never changes
once it is published, while a name may. This is what the lists begin with: what staff made of them since is in
`store/choices.py`. Standard library only, so that anything may read this module.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One entry of a list that people choose from: a slug for programs, a name for people."""

    slug: str
    name: str


@dataclass(frozen=True)
class Region(Choice):
    """One of the areas that decide on applications, with the places by which people recognise it (Clause 22)."""

    places: tuple[str, ...]


@dataclass(frozen=True)
class Partnership(Choice):
    """Where local services plan together, with the regions in which it mainly lies (Clause 6)."""

    regions: tuple[str, ...]


def slugs(choices: Iterable[Choice]) -> frozenset[str]:
    """Return the slugs of a list of choices."""
    return frozenset(choice.slug for choice in choices)


REGIONS: tuple[Region, ...] = (
    Region("east-midlands", "East Midlands", (
        "Boston", "Chesterfield", "Corby", "Derby", "Derbyshire", "Grantham", "Kettering", "Leicester",
        "Leicestershire", "Lincoln", "Lincolnshire", "Loughborough", "Mansfield", "Northampton",
        "Northamptonshire", "Nottingham", "Nottinghamshire", "Rutland",
    )),
    Region("eastern", "Eastern", (
        "Bury St Edmunds", "Cambridge", "Cambridgeshire", "Clacton-on-Sea", "Colchester", "Ely",
        "Great Yarmouth", "Huntingdon", "Ipswich", "King's Lynn", "Lowestoft", "Norfolk", "Norwich",
        "Peterborough", "Suffolk", "Thetford", "Wisbech",
    )),
    Region("greater-manchester", "Greater Manchester", (
        "Altrincham", "Ashton-under-Lyne", "Bolton", "Bury", "Leigh", "Macclesfield", "Manchester", "Oldham",
        "Rochdale", "Salford", "Stockport", "Tameside", "Trafford", "Wigan", "Wythenshawe",
    )),
    Region("north-west-london", "Imperial College Health Partners (North West London)", (
        "Acton", "Brent", "Chelsea", "Ealing", "Hammersmith and Fulham", "Harrow", "Hillingdon", "Hounslow",
        "Kensington", "Paddington", "Southall", "Uxbridge", "Wembley", "Westminster",
    )),
    Region("kent-surrey-sussex", "Kent Surrey Sussex", (
        "Ashford", "Brighton and Hove", "Canterbury", "Chichester", "Crawley", "East Sussex", "Eastbourne",
        "Guildford", "Hastings", "Kent", "Maidstone", "Margate", "Medway", "Redhill", "Surrey",
        "Tunbridge Wells", "West Sussex", "Woking", "Worthing",
    )),
    Region("north-east-and-north-cumbria", "North East and North Cumbria", (
        "Carlisle", "Darlington", "Durham", "Gateshead", "Hartlepool", "Hexham", "Middlesbrough",
        "Newcastle upon Tyne", "North Tyneside", "Northumberland", "Penrith", "Redcar", "South Tyneside",
        "Stockton-on-Tees", "Sunderland", "Whitehaven", "Workington",
    )),
    Region("north-west-coast", "North West Coast", (
        "Barrow-in-Furness", "Blackburn", "Blackpool", "Burnley", "Cheshire", "Chester", "Crewe", "Kendal",
        "Lancashire", "Lancaster", "Liverpool", "Merseyside", "Preston", "Sefton", "Southport", "St Helens",
        "Warrington", "Wirral",
    )),
    Region("oxford", "Oxford", (
        "Abingdon", "Aylesbury", "Banbury", "Bedford", "Berkshire", "Bicester", "Bracknell", "Buckinghamshire",
        "High Wycombe", "Maidenhead", "Milton Keynes", "Newbury", "Oxford", "Oxfordshire", "Reading", "Slough",
        "Windsor", "Wokingham",
    )),
    Region("south-london", "South London (Health Innovation Network)", (
        "Bexley", "Brixton", "Bromley", "Croydon", "Greenwich", "Kingston upon Thames", "Lambeth", "Lewisham",
        "Merton", "Richmond upon Thames", "Southwark", "Sutton", "Tooting", "Wandsworth", "Wimbledon",
        "Woolwich",
    )),
    Region("south-west", "South West", (
        "Barnstaple", "Bridgwater", "Cornwall", "Devon", "Exeter", "Falmouth", "Isles of Scilly", "Minehead",
        "Penzance", "Plymouth", "Somerset", "Taunton", "Tiverton", "Torbay", "Torquay", "Truro", "Yeovil",
    )),
    Region("north-central-and-east-london", "UCLPartners (North Central and East London)", (
        "Barking and Dagenham", "Barnet", "Basildon", "Camden", "Chelmsford", "City of London", "Enfield",
        "Hackney", "Haringey", "Harlow", "Havering", "Islington", "Luton", "Newham", "Redbridge", "Southend-on-Sea",
        "St Albans", "Tower Hamlets", "Waltham Forest", "Watford",
    )),
    Region("wessex", "Wessex", (
        "Andover", "Basingstoke", "Bournemouth", "Christchurch", "Dorchester", "Dorset", "Fareham", "Gosport",
        "Hampshire", "Isle of Wight", "New Forest", "Poole", "Portsmouth", "Salisbury", "Southampton",
        "Weymouth", "Winchester",
    )),
    Region("west-midlands", "West Midlands", (
        "Birmingham", "Coventry", "Dudley", "Hereford", "Herefordshire", "Sandwell", "Shrewsbury", "Shropshire",
        "Solihull", "Stafford", "Staffordshire", "Stoke-on-Trent", "Telford", "Walsall", "Warwick",
        "Warwickshire", "Wolverhampton", "Worcester", "Worcestershire",
    )),
    Region("west-of-england", "West of England", (
        "Bath", "Bristol", "Cheltenham", "Chippenham", "Forest of Dean", "Gloucester", "Gloucestershire",
        "Keynsham", "North Somerset", "South Gloucestershire", "Stroud", "Swindon", "Trowbridge",
        "Weston-super-Mare", "Wiltshire",
    )),
    Region("yorkshire-and-humber", "Yorkshire and Humber", (
        "Barnsley", "Bradford", "Calderdale", "Doncaster", "Grimsby", "Halifax", "Harrogate", "Huddersfield",
        "Hull", "Leeds", "Rotherham", "Scarborough", "Scunthorpe", "Sheffield", "Wakefield", "Whitby", "York",
        "Yorkshire",
    )),
    Region("scotland", "Scotland", (
        "Aberdeen", "Ayrshire and Arran", "Dumfries and Galloway", "Dundee", "Edinburgh", "Fife",
        "Forth Valley", "Glasgow", "Grampian", "Highland", "Inverness", "Lanarkshire", "Lothian", "Orkney",
        "Perth", "Scottish Borders", "Shetland", "Stirling", "Tayside", "Western Isles",
    )),
    Region("wales", "Wales", (
        "Aberystwyth", "Anglesey", "Bangor", "Blaenau Gwent", "Cardiff", "Carmarthenshire", "Ceredigion",
        "Flintshire", "Gwynedd", "Llandudno", "Merthyr Tydfil", "Newport", "Pembrokeshire", "Powys",
        "Rhondda Cynon Taf", "Swansea", "Vale of Glamorgan", "Wrexham",
    )),
    Region("northern-ireland", "Northern Ireland", (
        "Antrim", "Armagh", "Ballymena", "Belfast", "Coleraine", "Craigavon", "Derry/Londonderry", "Down",
        "Enniskillen", "Fermanagh", "Lisburn", "Mid Ulster", "Newry", "Newtownards", "Omagh", "Tyrone",
    )),
)  # fmt: skip

PARTNERSHIPS: tuple[Partnership, ...] = (
    Partnership(
        "northumberland-tyne-and-wear-and-north-durham",
        "Northumberland, Tyne and Wear and North Durham",
        ("north-east-and-north-cumbria",),
    ),
    Partnership("west-north-and-east-cumbria", "West, North and East Cumbria", ("north-east-and-north-cumbria",)),
    Partnership(
        "durham-darlington-teesside-hambleton-richmondshire-whitby",
        "Durham, Darlington, Teesside, Hambleton, Richmondshire and Whitby",
        ("north-east-and-north-cumbria", "yorkshire-and-humber"),
    ),
    Partnership("lancashire-and-south-cumbria", "Lancashire and South Cumbria", ("north-west-coast",)),
    Partnership("cheshire-and-merseyside", "Cheshire and Merseyside", ("north-west-coast",)),
    Partnership("greater-manchester", "Greater Manchester", ("greater-manchester",)),
    Partnership("west-yorkshire-and-harrogate", "West Yorkshire and Harrogate", ("yorkshire-and-humber",)),
    Partnership("humber-coast-and-vale", "Humber, Coast and Vale", ("yorkshire-and-humber",)),
    Partnership(
        "south-yorkshire-and-bassetlaw",
        "South Yorkshire and Bassetlaw",
        ("yorkshire-and-humber", "east-midlands"),
    ),
    Partnership("derbyshire", "Derbyshire", ("east-midlands",)),
    Partnership("leicester-leicestershire-and-rutland", "Leicester, Leicestershire and Rutland", ("east-midlands",)),
    Partnership("lincolnshire", "Lincolnshire", ("east-midlands",)),
    Partnership("northamptonshire", "Northamptonshire", ("east-midlands",)),
    Partnership("nottinghamshire", "Nottinghamshire", ("east-midlands",)),
    Partnership("birmingham-and-solihull", "Birmingham and Solihull", ("west-midlands",)),
    Partnership("black-country", "The Black Country", ("west-midlands",)),
    Partnership("coventry-and-warwickshire", "Coventry and Warwickshire", ("west-midlands",)),
    Partnership("herefordshire-and-worcestershire", "Herefordshire and Worcestershire", ("west-midlands",)),
    Partnership("shropshire-and-telford-and-wrekin", "Shropshire and Telford and Wrekin", ("west-midlands",)),
    Partnership("staffordshire-and-stoke-on-trent", "Staffordshire and Stoke-on-Trent", ("west-midlands",)),
    Partnership("cambridgeshire-and-peterborough", "Cambridgeshire and Peterborough", ("eastern",)),
    Partnership("norfolk-and-waveney", "Norfolk and Waveney", ("eastern",)),
    Partnership("suffolk-and-north-east-essex", "Suffolk and North East Essex", ("eastern",)),
    Partnership(
        "bedfordshire-luton-and-milton-keynes",
        "Bedfordshire, Luton and Milton Keynes",
        ("oxford", "north-central-and-east-london"),
    ),
    Partnership("hertfordshire-and-west-essex", "Hertfordshire and West Essex", ("north-central-and-east-london",)),
    Partnership("mid-and-south-essex", "Mid and South Essex", ("north-central-and-east-london",)),
    Partnership("north-central-london", "North Central London", ("north-central-and-east-london",)),
    Partnership("north-east-london", "North East London", ("north-central-and-east-london",)),
    Partnership("north-west-london", "North West London", ("north-west-london",)),
    Partnership("south-east-london", "South East London", ("south-london",)),
    Partnership("south-west-london", "South West London", ("south-london",)),
    Partnership("kent-and-medway", "Kent and Medway", ("kent-surrey-sussex",)),
    Partnership("surrey-heartlands", "Surrey Heartlands", ("kent-surrey-sussex",)),
    Partnership("sussex-and-east-surrey", "Sussex and East Surrey", ("kent-surrey-sussex",)),
    Partnership("frimley-health", "Frimley Health", ("kent-surrey-sussex", "oxford", "wessex")),
    Partnership(
        "buckinghamshire-oxfordshire-and-berkshire-west",
        "Buckinghamshire, Oxfordshire and Berkshire West",
        ("oxford",),
    ),
    Partnership("dorset", "Dorset", ("wessex",)),
    Partnership("hampshire-and-the-isle-of-wight", "Hampshire and the Isle of Wight", ("wessex",)),
    Partnership(
        "bath-and-north-east-somerset-swindon-and-wiltshire",
        "Bath and North East Somerset, Swindon and Wiltshire",
        ("west-of-england",),
    ),
    Partnership(
        "bristol-north-somerset-and-south-gloucestershire",
        "Bristol, North Somerset and South Gloucestershire",
        ("west-of-england",),
    ),
    Partnership("gloucestershire", "Gloucestershire", ("west-of-england",)),
    Partnership("cornwall-and-the-isles-of-scilly", "Cornwall and the Isles of Scilly", ("south-west",)),
    Partnership("devon", "Devon", ("south-west",)),
    Partnership("somerset", "Somerset", ("south-west",)),
    Partnership("nhs-ayrshire-and-arran", "NHS Ayrshire and Arran", ("scotland",)),
    Partnership("nhs-borders", "NHS Borders", ("scotland",)),
    Partnership("nhs-dumfries-and-galloway", "NHS Dumfries and Galloway", ("scotland",)),
    Partnership("nhs-fife", "NHS Fife", ("scotland",)),
    Partnership("nhs-forth-valley", "NHS Forth Valley", ("scotland",)),
    Partnership("nhs-grampian", "NHS Grampian", ("scotland",)),
    Partnership("nhs-greater-glasgow-and-clyde", "NHS Greater Glasgow and Clyde", ("scotland",)),
    Partnership("nhs-highland", "NHS Highland", ("scotland",)),
    Partnership("nhs-lanarkshire", "NHS Lanarkshire", ("scotland",)),
    Partnership("nhs-lothian", "NHS Lothian", ("scotland",)),
    Partnership("nhs-orkney", "NHS Orkney", ("scotland",)),
    Partnership("nhs-shetland", "NHS Shetland", ("scotland",)),
    Partnership("nhs-tayside", "NHS Tayside", ("scotland",)),
    Partnership("nhs-western-isles", "NHS Western Isles", ("scotland",)),
    Partnership("abertawe-bro-morgannwg", "Abertawe Bro Morgannwg University Health Board", ("wales",)),
    Partnership("aneurin-bevan", "Aneurin Bevan University Health Board", ("wales",)),
    Partnership("betsi-cadwaladr", "Betsi Cadwaladr University Health Board", ("wales",)),
    Partnership("cardiff-and-vale", "Cardiff and Vale University Health Board", ("wales",)),
    Partnership("cwm-taf", "Cwm Taf University Health Board", ("wales",)),
    Partnership("hywel-dda", "Hywel Dda University Health Board", ("wales",)),
    Partnership("powys-teaching", "Powys Teaching Health Board", ("wales",)),
    Partnership("belfast-trust", "Belfast Health and Social Care Trust", ("northern-ireland",)),
    Partnership("northern-trust", "Northern Health and Social Care Trust", ("northern-ireland",)),
    Partnership("south-eastern-trust", "South Eastern Health and Social Care Trust", ("northern-ireland",)),
    Partnership("southern-trust", "Southern Health and Social Care Trust", ("northern-ireland",)),
    Partnership("western-trust", "Western Health and Social Care Trust", ("northern-ireland",)),
)
"""The 44 footprints of England in which local services began to plan together, and the health boards and trusts of
Scotland, Wales and Northern Ireland."""

BACKGROUNDS: tuple[Choice, ...] = (
    Choice("frontline-staff", "Frontline staff"),
    Choice("patient-leader", "Patient leader"),
    Choice("carer", "Carer or family member"),
    Choice("manager", "Manager"),
    Choice("improvement-specialist", "Improvement specialist"),
    Choice("researcher", "Researcher"),
    Choice("educator", "Educator or trainer"),
    Choice("policy-maker", "Policy maker"),
    Choice("commissioner", "Commissioner or planner of services"),
    Choice("social-care", "Social care"),
    Choice("voluntary-sector", "Charity or community organisation"),
    Choice("design-data-technology", "Design, data or technology"),
    Choice("another-background", "Another background"),
)

TOPICS: tuple[Choice, ...] = (
    Choice("access-and-waiting", "Access and waiting times"),
    Choice("antimicrobial-resistance", "Antimicrobial resistance"),
    Choice("cancer", "Cancer"),
    Choice("cardiovascular-disease", "Heart disease and stroke"),
    Choice("care-homes", "Care homes"),
    Choice("children-and-young-people", "Children and young people"),
    Choice("co-production", "Co-production with patients"),
    Choice("coaching", "Coaching for improvement"),
    Choice("community-care", "Community care"),
    Choice("culture-and-teamwork", "Culture and teamwork"),
    Choice("data-and-measurement", "Data and measurement"),
    Choice("deteriorating-patients", "Patients who deteriorate"),
    Choice("diabetes", "Diabetes"),
    Choice("digital-care", "Digital care"),
    Choice("emergency-care", "Urgent and emergency care"),
    Choice("end-of-life-care", "End of life care"),
    Choice("environment", "Greener health care"),
    Choice("evaluation", "Evaluation"),
    Choice("flow-and-discharge", "Flow and discharge"),
    Choice("frailty-and-ageing", "Frailty and ageing well"),
    Choice("health-inequalities", "Health inequalities"),
    Choice("human-factors", "Human factors"),
    Choice("improvement-training", "Teaching improvement"),
    Choice("infection-prevention", "Infection prevention"),
    Choice("integrated-care", "Joined-up care"),
    Choice("learning-disability", "Learning disability and autism"),
    Choice("long-term-conditions", "Long-term conditions"),
    Choice("maternity-and-newborn", "Maternity and newborn care"),
    Choice("medicines-safety", "Medicines safety"),
    Choice("mental-health", "Mental health"),
    Choice("patient-experience", "Patient experience"),
    Choice("patient-safety", "Patient safety"),
    Choice("pressure-ulcers-and-falls", "Pressure ulcers and falls"),
    Choice("primary-care", "General practice and primary care"),
    Choice("public-health", "Prevention and public health"),
    Choice("rehabilitation", "Rehabilitation"),
    Choice("self-management", "Supporting self-management"),
    Choice("service-design", "Service design"),
    Choice("spreading-innovation", "Spreading what works"),
    Choice("staff-wellbeing", "Staff wellbeing"),
    Choice("surgery-and-theatres", "Surgery and theatres"),
    Choice("systems-thinking", "Systems thinking"),
)

OFFERS: tuple[Choice, ...] = (
    Choice("mentoring", "Mentoring or coaching"),
    Choice("speaking", "Speaking at an event"),
    Choice("visits", "Hosting a visit"),
    Choice("reviewing", "Reading a project and saying what I think"),
    Choice("measurement", "Sharing data or measurement skills"),
    Choice("facilitating", "Facilitating a group"),
    Choice("co-design", "Co-design with patients"),
    Choice("teaching", "Teaching"),
    Choice("writing", "Help with writing"),
    Choice("introductions", "Introducing people to each other"),
)

ORGANISATION_KINDS: tuple[Choice, ...] = (
    Choice("nhs-provider", "NHS hospital trust or health board"),
    Choice("community-mental-health", "Community or mental health provider"),
    Choice("ambulance", "Ambulance service"),
    Choice("primary-care", "General practice or primary care"),
    Choice("commissioner", "Commissioner or planner of services"),
    Choice("local-authority", "Council or social care"),
    Choice("charity", "Charity, hospice or patient organisation"),
    Choice("university", "University or research"),
    Choice("professional-body", "Royal college or professional body"),
    Choice("national-body", "National body or regulator"),
    Choice("company", "Company or cooperative"),
    Choice("network", "Network or collaboration"),
    Choice("another-kind", "Another kind"),
)

CRITERIA: tuple[Choice, ...] = (
    Choice("commitment", "Commitment to improving together"),
    Choice("experience", "Experience across boundaries"),
    Choice("understanding", "Understanding and reflection"),
)
