"""x"""
from __future__ import annotations

_COUNTRIES = """
argentina:argentine,argentinian australia:australian austria:austrian belgium:belgian brazil:brazilian britain:british,briton,britons
bulgaria:bulgarian canada:canadian chile:chilean china:chinese colombia:colombian croatia:croatian czech:czechia cuba:cuban
denmark:danish,dane,danes egypt:egyptian europe:european,eu estonia:estonian finland:finnish,finn,finns france:french germany:german greece:greek
hungary:hungarian iceland:icelandic india:indian indonesia:indonesian iran:iranian iraq:iraqi ireland:irish israel:israeli
italy:italian japan:japanese kenya:kenyan korea:korean latvia:latvian lithuania:lithuanian malaysia:malaysian mexico:mexican
netherlands:dutch norway:norwegian pakistan:pakistani philippines:filipino,philippine poland:polish,pole,poles portugal:portuguese romania:romanian
russia:russian saudi:saudis serbia:serbian,serb,serbs singapore:singaporean slovakia:slovak spain:spanish,spaniard sweden:swedish,swede,swedes
switzerland:swiss taiwan:taiwanese thailand:thai turkey:turkish,turk,turks ukraine:ukrainian venezuela:venezuelan vietnam:vietnamese
emirates:emirati,uae america:american nigeria:nigerian scotland:scottish wales:welsh africa:african asia:asian
"""
DEMONYMS: dict[str, str] = {}
for _row in _COUNTRIES.split():
    _c, _, _ms = _row.partition(":")
    for _m in (_c, *_ms.split(",")):
        DEMONYMS[_m] = _c
        if not _m.endswith("s"):
            DEMONYMS[_m + "s"] = _c
THESAURUS: dict[str, str] = {}


def _load():
    import os
    from pathlib import Path

    from narrative.stems import stem

    skip = set(os.environ.get("TSKIP", "").split(","))
    for line in Path(os.environ.get("THES", "/tmp/h/heldout/thes4.txt")).read_text().splitlines():
        ws = line.split()
        if len(ws) < 2 or ws[0] in skip:
            continue
        for w in ws:
            THESAURUS.setdefault(stem(w), stem(ws[0]))


_load()
