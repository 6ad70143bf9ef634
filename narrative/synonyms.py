"""Words that mean the same to a newspaper, whatever the topic: what one outlet calls a probe another calls an inquiry.

Each group is one term, shown in whatever word its sentences have. The topic's own groups come first: a word that one of
them has is not looked up here. Only single words, and only those that can mostly stand for each other.
"""

from __future__ import annotations

from narrative.stems import stem

_GROUPS = """
    halt stop cease discontinue; begin start commence; finish end conclude; buy purchase acquire; hire recruit; resign
    quit; increase boost rise; decrease reduce reduction lower shrink; fast quick rapid swift speed; slow sluggish; big
    large huge vast enormous massive giant; small tiny little; help aid assist assistance support; allow permit
    authorise authorize; request seek; reply respond response; discuss debate; meet gather convene; plan intend
    intention aim; expect anticipate await; predict forecast foresee; believe think; doubt question sceptic skeptic;
    agree accept consent concur; disagree differ object oppose; reject refuse rebuff spurn; criticise criticize blast
    attack condemn denounce slam deplore; praise laud applaud welcome hail; blame fault; accuse allege accusation; admit
    acknowledge concede; reveal disclose; hide conceal; announce declare proclaim unveil; describe portray depict; argue
    contend maintain insist; complain complaint grumble; fear worry anxious anxiety afraid; anger fury outrage angry
    furious; surprise astonish stun shock; hope optimism optimistic; try attempt endeavour endeavor; fail failure;
    succeed success successful; win victory triumph; lose defeat; gain obtain receive; supply provide deliver furnish;
    distribute distribution circulate; boss chief ceo executive; employee staff staffer workforce; customer client user
    subscriber; foreign overseas abroad foreigner; ally partner; rival competitor competition compete; enemy adversary
    foe; owner proprietor; investor backer shareholder; bank lender; lawyer attorney counsel; judge magistrate; court
    tribunal; lawsuit suit litigation; law legislation statute; lawful legal legitimate; illegal unlawful; rule
    regulation; ruling verdict; lawmaker senator congressman congresswoman parliamentarian deputy; government
    administration cabinet; minister secretary; ministry department; agency bureau authority; soldier troop military
    army; weapon arm; spy espionage; hack hacker breach intrusion; vulnerability flaw weakness bug hole; bypass
    circumvent evade sidestep; safeguard guardrail protection; test evaluate evaluation assess assessment; inspect
    inspection audit; check verify verification; examine examination scrutinise scrutinize scrutiny review; investigate
    investigation probe inquiry enquiry; find discover detect discovery; study research; expert specialist; engineer
    coder; team group; document memo; letter missive; email mail; phone telephone; statement comment remark; reason
    motive rationale; cause trigger spark; result outcome consequence effect; impact affect; influence sway; problem
    trouble difficulty; error mistake blunder; fix repair remedy; solve solution resolve; change alter modify adjust;
    replace substitute replacement; alternative option; switch migrate shift; exit departure; enter entry; separate
    split divide; unite merge combine merger; build construct; produce manufacture production; destroy wreck ruin;
    damage harm hurt injure; defend shield; danger risk threat peril hazard; safe safety secure security; urgent
    emergency; strict stringent rigorous tough; lenient lax; ban prohibit forbid outlaw bar; restrict limit curb
    constrain restriction limitation; loosen ease relax; delete erase wipe; cancel scrap abandon axe; delay postpone
    defer; speedup accelerate hasten; suspend suspension; resume resumption; restore reinstate restoration; extend
    prolong extension; expire lapse; temporary interim provisional; immediate instant; sudden abrupt; annual yearly;
    price cost fee; refund reimburse compensate compensation rebate; credit voucher; fine penalty; prison jail
    imprisonment; money cash fund; revenue sale turnover income; profit earning; tax levy; spend expenditure spending;
    stock equity; value worth valuation; growth grow expand expansion; fall decline slide slump plunge tumble sink;
    surge soar jump climb leap spike; double twofold; triple threefold; total overall; exact precise; estimate reckon;
    contract deal accord pact; promise pledge vow commit commitment undertake; violate violation infringe infringement;
    comply obey adhere compliance; duty obligation; force compel coerce; pressure urge lobby; persuade convince; warn
    warning caution alert; order command instruct instruction directive decree; need necessity; licence license; approve
    approval clearance; exempt exemption waiver; exclude exclusion; choose select pick choice; vote ballot; election
    poll; voter electorate; democrat democratic; protest demonstrate demonstration rally; challenge contest dispute;
    testify testimony; evidence proof; claim assert assertion; rumour rumor; truth true; false untrue; fake fabricate
    fabrication bogus; secret clandestine covert; transparent transparency; explain explanation clarify clarification;
    detail particular specific; vague unclear; common widespread; old former; main principal; important significant;
    serious grave severe; minor slight; bad poor; strong powerful mighty; advanced sophisticated; simple easy; possible
    feasible; impossible unfeasible; likely probable; ready prepare; available accessible; unavailable inaccessible;
    connect connection link; internet web online; website site; app application; computer machine; smartphone handset;
    device gadget; data information; tool instrument; feature function; update upgrade; launch release rollout debut;
    download install; image picture photo photograph; video clip footage; voice audio; student pupil; university
    college; hospital clinic; doctor physician; child kid teenager teen youth; parent mother father; city town; region
    area province; world globe global worldwide; nationwide countrywide; industry sector; trade commerce; sanction
    embargo; chip semiconductor; factory plant; medicine drug; car vehicle; terrorist terrorism; crime offence offense;
    arrest detain detention; die death; goal target objective; scheme project initiative; proposal suggest suggestion
    propose recommendation recommend; decision decide; opinion view; freedom liberty; fair unfair; trust confidence;
    distrust mistrust suspicion; relation relationship; visit trip; monitor surveillance observe; keep retain retention;
    save preserve; close shut; add addition; compare comparison; equal identical; similar alike comparable; copy
    duplicate replica; abuse misuse; vanish disappear; happen occur; continue proceed persist; stay remain; outage
    blackout downtime; dark offline; backlash outcry uproar; turmoil chaos; disrupt disruption interrupt interruption;
    companies firms corporation enterprise business; chatbot bot assistant; ditch dump bin shelve; retrieve fetch;
    tycoon billionaire magnate mogul; academic scholar; scientist boffin; imitate mimic impersonate clone; cripple
    paralyse paralyze; hint insinuate imply; dictate impose; overturn reverse reversal revoke rescind annul quash;
    overhaul reform; rely depend reliance dependence dependency; rush hurry scramble; exceed surpass outstrip; lag
    trail; outpace overtake; undermine weaken erode; strengthen reinforce bolster; encourage incentive; discourage deter
    deterrent; coordinate coordination cooperate cooperation collaborate collaboration; negotiate negotiation talk
    bargain; mediate broker; sympathy sympathise sympathize; regret sorry apologise apologize apology; mock ridicule
    joke; scandal controversy; hurdle obstacle barrier; sovereignty sovereign independence autonomy; dependent reliant;
    hostile unfriendly; neutral impartial; alien immigrant migrant; refugee asylum; passport visa; identity
    identification; elderly senior pensioner; mob crowd; journalist reporter correspondent; publish publication;
    merchant retailer shop; warehouse depot; shipment cargo freight; airline carrier; tourist tourism; storm hurricane;
    disaster catastrophe calamity; charity nonprofit foundation; wage salary; layoff redundancy; bankrupt bankruptcy
    insolvent insolvency; recession downturn; boom upswing; forge forgery counterfeit; bribe bribery corruption corrupt;
    kidnap abduct; murder homicide; bomb explosion; missile rocket; hypothesis theory; survey questionnaire; accurate
    accuracy; reliable reliability dependable; efficient efficiency; capability ability capable; password credential;
    malware virus; ransom ransomware; patch hotfix; architect designer; supplier vendor; procurement tender; subsidiary
    affiliate; chairman chairwoman; spokesman spokeswoman spokesperson representative; aide adviser advisor; diplomat
    envoy ambassador; embassy consulate; treaty convention; parliament assembly legislature; religion faith; racism
    racist; timetable schedule calendar; whistleblower informant; anonymous unnamed unidentified; timeline chronology;
    milestone landmark
"""
#: Each stem that has others of its meaning, with the first of them.
SAME = {
    stem(word): stem(group.split()[0]) for group in reversed(_GROUPS.split(";")) for word in reversed(group.split())
}
