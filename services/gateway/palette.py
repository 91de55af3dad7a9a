"""Our colours, each in the place of one of the component library's: pine for its blue, paper for its grey.

Every pair of text and ground keeps the library's contrast or betters it (WCAG 2.2 AA).
"""

PALETTE = {
    # Pine: links, headings of the site, action.
    "#005eb8": "#115a55",
    "#0055a6": "#0f524d",
    "#004b93": "#0d4945",
    "#00478a": "#0c4541",
    "#004281": "#0b413d",
    "#003d78": "#0a3d39",
    "#003087": "#0a3d39",
    "#002f5c": "#072d2a",
    "#337ec6": "#417b77",
    "#669ed4": "#709c99",
    "#c7dcef": "#cfdedd",
    "#ccdff1": "#cfdedd",
    "#d9e7f4": "#dbe6e5",
    "#edf4fa": "#eef4f3",
    # The main button: pine too, so that one colour means "go on".
    "#007f3b": "#115a55",
    "#00662f": "#0d4945",
    "#00401e": "#072d2a",
    "#004c23": "#072d2a",
    # Paper: the ground of the page.
    "#f0f4f5": "#f7f5f0",
    "#e0e4e6": "#e9e5dc",
    "#d8dde0": "#d9d4c9",
    "#dbe0e3": "#d9d4c9",
    # Ink.
    "#212b32": "#1d2a2c",
    "#4c6272": "#4f5f60",
}
