"""English words that tell what a capital or a gap means: closed lists, nothing learnt."""

from __future__ import annotations

FUNCTION = frozenset(
    """a about above across after against all also although am amid among an and another any are around as at be because
    been before being below beside between both but by can could did do does down during each either else even ever
    every few for from had has have he hence her here hers him his how however i if in indeed instead into is it its just
    less like many may me meanwhile might mine more most much must my near neither no nor not now of off on once one's
    only onto or other our ours out over per perhaps rather shall she should since so some still such than that the their
    theirs them then there therefore these they this those though through thus to together too toward towards under until
    up upon us very via was we were what whatever when where whereas whether which while who whom whose why will with
    within without would yet you your yours""".split()
)
"""Words that no label is for, in lower case."""

OPENING = frozenset(
    """A According Accordingly Additionally Addressing After Against All Also Although Amid Among An And Another Answering
    Any Are Around As Asked Asking At Because Before Being Besides Beyond Both But By Can Citing Commenting Considering
    Could Despite Did Do Does During Each Earlier Either Even Every Few Finally First Following For From Furthermore Given
    Had Has Have Having He Hence Her Here His How However If In Including Indeed Instead Into Is It Its Just Last Later
    Less Like Many Meanwhile Moreover More Most Much My Near Nearly Neither Nevertheless New Next No Nonetheless Nor Not
    Noting Nothing Now Of Often On Once One Only Or Other Otherwise Our Out Over Overall Per Perhaps Quoted Quoting
    Recently Referring Regarding Responding Second Several She Should Shortly Similarly Since So Some Soon Speaking Still
    Such Than That Their Them Then There Therefore These They Third This Those Though Three Through Throughout Thus To
    Today Together Tomorrow Tonight Too Two Under Unlike Until Up Upon Using Was We Were What When Where Whereas Whether
    Which While Who Whose Why Will With Within Without Would Writing Yes Yesterday Yet You Your""".split()
)
"""Never part of a name when a sentence begins with them; `New` may begin one elsewhere."""

COMMON = frozenset(
    """Activists Allies Analysts Attacks Authorities Casualties Children Citizens Civilians Clashes Critics Data
    Demonstrators Diplomats Doctors Elections Evidence Experts Families Fighting Figures Fighters Forces Government
    Hundreds Images Investigators Lawmakers Leaders Local Men Millions Military Ministers Negotiations Negotiators News
    Nobody Observers Officers Officials Opposition Parliament Parts People Photos Police Politicians Prices Prosecutors
    Protesters Protests Rebels Reporters Reports Rescuers Residents Scientists Shelling Soldiers Someone Sources
    Supporters Talks Tensions Thousands Troops Victims Videos Villagers Voters War Witnesses Women Work Workers Your
    Firefighters Emergency Everyone Everything Nations Operations Pictures Rescue Shares Students Teachers""".split()
)
"""Ordinary nouns: no name when one stands alone at the beginning of a sentence."""

NEW = frozenset(
    "Britain Brunswick Caledonia Delhi England Guinea Hampshire Haven Hope Jersey Mexico Orleans South York Zealand".split()
)
"""What `New` belongs to even at the beginning of a sentence."""

WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
HOLIDAYS = frozenset("Ash Black Bloody Boxing Cyber Easter Good Holy Palm Super".split())
"""What makes a name of a weekday behind it."""
MONTHS = frozenset(
    """January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec""".split()
)
FORENAMES = frozenset("April May June August Jan Will".split())
"""Months and verbs that people are called."""
