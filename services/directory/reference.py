"""The words the community shares: regions, backgrounds, topics and criteria.

They are data, not behaviour, and every service and screen speaks in their slugs; a slug never changes
once it is published, while a name may. Standard library only, so that anything may read this module.
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
