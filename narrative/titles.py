"""Lower-case words that stand before a name as its bearer's office, or say what kind of body it is."""

from __future__ import annotations

from narrative.wordlist import words

TITLES = words(
    """
    spokesman spokeswoman spokesperson president executive minister secretary analyst researcher chief
    adviser advisor professor czar former senior top retired current then-president director lawyer attorney
    judge leader lawmaker senator congressman congresswoman candidate host anchor author journalist reporter
    correspondent columnist editor economist expert scientist engineer founder co-founder cofounder chairman
    chairwoman chair ceo officer official aide strategist consultant activist governor mayor commissioner
    general manager head boss entrepreneur investor partner mogul nominee veteran blogger writer critic
    pollster historian newspaper magazine network broadcaster company startup start-up firm maker giant lab
    vendor site outlet website agency vice prime deputy assistant acting interim technology policy security
    operating financial information research defence defense foreign home finance state trade ai cyber tech
    news wire ex- counsel barrister solicitor agent negotiator trader broker banker lobbyist publisher
    producer organiser organizer campaigner technologist physicist cryptographer architect teacher lecturer
    fellow academic provider developer daily weekly monthly portal channel tabloid ombudsman prosecutor
    regulator diplomat envoy body group union association charity organisation organization nonprofit
    federation consultancy platform service bank university institute lobby coalition alliance ngo forum
    foundation consortium club community programmer designer shareholder owner trustee treasurer
    secretary-general supplier operator
    """
)
