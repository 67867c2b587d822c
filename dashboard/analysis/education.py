"""Education cards: what is known in general, in own words, each with where it comes from.

A card never speaks of the person who reads it: it names no cause, ranks nothing and gives no
advice beyond "ask somebody who can look". What stands on it is general knowledge with its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis import words
from dashboard.analysis.pain import Site

KNEE = "knee"
# In the order of the alphabet, so that no order suggests which is likelier; a test holds it.
STRUCTURES: Mapping[str, tuple[str, ...]] = {
    "anterior": (
        "the fat pad under the kneecap",
        "the joint between kneecap and thigh bone (patellofemoral joint)",
        "the patellar tendon",
        "the pouch in front of the kneecap (prepatellar bursa)",
        "the quadriceps tendon",
    ),
    "medial": (
        "the inner joint line",
        "the inner ligament (MCL)",
        "the inner meniscus",
        "the pes anserine tendons and their bursa",
    ),
    "lateral": (
        "the iliotibial band",
        "the outer ligament (LCL)",
        "the outer meniscus",
    ),
    "posterior": (
        "a Baker's cyst (a pouch of joint fluid)",
        "the calf tendons",
        "the hamstring tendons",
        "the popliteus tendon",
    ),
    "deep": (
        "the anterior cruciate ligament (ACL)",
        "the joint surfaces",
        "the menisci",
        "the posterior cruciate ligament (PCL)",
    ),
}
UNRANKED = (
    "In the order of the alphabet, which says nothing about any knee. A place on the skin does not "
    "tell which of them hurts, and two of them may hurt in the same place. Somebody who examines "
    "the knee can tell more."
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card's facts come from: who, what, when, and its DOI."""

    words: str
    doi: str


@dataclass(frozen=True, slots=True)
class Card:
    """One topic: its title, paragraphs in own words, and their sources. All is plain text."""

    code: str
    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[Source, ...]


_PFP_GUIDELINE = Source(
    "Willy and others, clinical practice guideline on patellofemoral pain, J Orthop Sports Phys "
    "Ther 2019;49:CPG1",
    "10.2519/jospt.2019.0302",
)
_HIP_REFERRAL = Source(
    "Lesher and others, where hip joints are felt, Pain Med 2008;9:22",
    "10.1111/j.1526-4637.2006.00153.x",
)

IMAGING = Card(
    "imaging",
    "When a picture of the knee helps",
    (
        "After a fall or twist an X-ray is asked for when a break is possible. The Ottawa knee "
        "rule names five signs: age 55 or more, soreness on the kneecap alone, soreness at the "
        "head of the outer shin bone, a knee that does not bend to 90 degrees, and not being able "
        "to take four steps.",
        "For pain that came slowly, a picture helps when its result would change what is done: "
        "true locking, giving way after an injury, swelling that keeps coming back, or no change "
        "after weeks of treatment. Whoever examines the knee decides that.",
        "Pictures also find things in knees that do not hurt. In a review of 5,397 pain-free "
        "knees, MRI showed a meniscal tear in 4 % of people under 40 and in 19 % above, and "
        "changes of the cartilage in 11 % and 43 %. A finding is not yet the reason for a pain.",
    ),
    (
        Source(
            "Stiell and others, Ottawa knee rule, JAMA 1996;275:611",
            "10.1001/jama.1996.03530320035031",
        ),
        Source(
            "Culvenor and others, MRI of pain-free knees, Br J Sports Med 2019;53:1268",
            "10.1136/bjsports-2018-099257",
        ),
    ),
)
CLICKING = Card(
    "clicking",
    "Clicking without pain",
    (
        "Knees click, crack and grate. The sound alone, without pain, swelling, locking or giving "
        "way, is common, also in knees that never hurt.",
        "In women with pain around the kneecap, grating was more frequent than in women without; "
        "but those whose knees grated had no more pain and did no less than those whose did not.",
        "Many people read the sound as wear and move less because of it. Plimsoll keeps clicking "
        "apart from pain: it is ticked beside a score and never counted as one.",
        "A knee that catches and cannot be straightened is something else: that is locking, and "
        "one of the signs to have looked at.",
    ),
    (
        Source(
            "De Oliveira Silva and others, knee crepitus, Phys Ther Sport 2018;33:7",
            "10.1016/j.ptsp.2018.06.002",
        ),
        Source(
            "Robertson and others, what people believe of crepitus, Musculoskelet Sci Pract "
            "2017;28:59",
            "10.1016/j.msksp.2017.01.012",
        ),
    ),
)
REFERRED = Card(
    "referred",
    "Pain that comes from the back or the hip",
    (
        "A pain can be felt at the knee and begin elsewhere. Nerves from the lower back supply the "
        "thigh, the knee and the shin; the hip shares some of them with the knee.",
        "Among 51 people whose pain went away when the hip joint was numbed, it had been felt in "
        "the buttock by 71 %, the thigh by 57 %, the groin by 55 %, below the knee by 22 % and at "
        "the knee itself by 2 %. So it happens, and is not the usual case.",
        "That is why an examination of a sore knee looks at the lower back and the hip too, and "
        "why this diary has places for both. In children and teenagers a sore knee can come from "
        "the growth plate of the hip: a limp or a stiff hip is seen the same day.",
    ),
    (
        _HIP_REFERRAL,
        Source(
            "Dibra and others, hips taken for knees, Arthroplast Today 2018;4:118",
            "10.1016/j.artd.2017.06.008",
        ),
        Source(
            "Matava and others, knee pain from a slipped growth plate, J Pediatr Orthop "
            "1999;19:455",
            "10.1097/01241398-199907000-00007",
        ),
    ),
)
SHOES = Card(
    "shoes",
    "Shoes and heel drop",
    (
        "The drop is how much higher the heel stands than the ball of the foot. In experiments a "
        "flat, light shoe takes some of the work from the knee and gives it to the calf and the "
        "Achilles tendon. A change moves load; it does not take it away.",
        "553 leisure runners were given shoes with a drop of 10, 6 or 0 mm by lot and followed for "
        "six months: 25 % were injured, with no clear difference between the shoes. Low drops went "
        "with fewer injuries in those who ran now and then (half as many) and with more in those "
        "who ran regularly (1.67 times as many). Those are averages of groups, not of one runner.",
        "A review of twelve trials found no kind of running shoe that clearly keeps injuries away. "
        "What this diary can show is the day a shoe came in and what was felt after.",
    ),
    (
        Source(
            "Malisoux and others, trial of heel drop, Am J Sports Med 2016;44:2933",
            "10.1177/0363546516654690",
        ),
        Source(
            "Sinclair, knee and ankle load in light shoes, Clin Biomech 2014;29:395",
            "10.1016/j.clinbiomech.2014.02.004",
        ),
        Source(
            "Relph and others, running shoes and injuries, Cochrane Database Syst Rev 2022",
            "10.1002/14651858.CD013368.pub2",
        ),
    ),
)
ACTIVE_REST = Card(
    "active_rest",
    "Active rest",
    (
        "Less running is not the same as lying still. Swimming, strength work, easy cycling, "
        "walking, the elliptical trainer and yoga keep heart, muscles and habit; after four weeks "
        "without any training endurance has clearly fallen.",
        "69 runners with pain around the kneecap were taught to keep their training within what "
        "the knee bore: at most 2 of 10 while running, back to before within an hour. They "
        "improved over 20 weeks, and adding exercises or another running style made no difference "
        "to that. In a trial with sore Achilles tendons, those who kept running and jumping by "
        "such a pain rule did as well as those who paused.",
        f"Plimsoll counts these sports in the load of effort {words.TIMES} minutes and not in "
        "kilometres: so they are credited without being read as load on the knee.",
    ),
    (
        Source(
            "Esculier and others, education for runners, Br J Sports Med 2018;52:659",
            "10.1136/bjsports-2016-096988",
        ),
        Source(
            "Silbernagel and others, going on by a pain rule, Am J Sports Med 2007;35:897",
            "10.1177/0363546506298279",
        ),
        Source(
            "Mujika and Padilla, loss of training effects, Sports Med 2000;30:79",
            "10.2165/00007256-200030020-00002",
        ),
    ),
)
GENERAL = (IMAGING, CLICKING, REFERRED, SHOES, ACTIVE_REST)


def cards(sites: tuple[Site, ...] = ()) -> tuple[Card, ...]:
    """Return the cards for a diary: the structures of its knee places first, then the general ones.

    Parameters
    ----------
    sites : tuple of Site
        The places of a person's diary or the working sites of a client. Only the knee has a list
        of structures; both knees share one.

    Returns
    -------
    tuple of Card
        Never empty.
    """
    aspects = dict.fromkeys(site.aspect for site in sites if site.region == KNEE)
    return (*(structures(aspect) for aspect in aspects if aspect in STRUCTURES), *GENERAL)


def structures(aspect: str) -> Card:
    """List what lies at one part of the knee, never ranked.

    Raises
    ------
    ValueError
        For a part no table knows.
    """
    place = Site(KNEE, aspect=aspect).words
    listed = words.joined(list(STRUCTURES[aspect]))
    return Card(
        f"structures_{aspect}",
        f"What lies {_whereabouts(aspect)}",
        (
            f"Structures in this area ({place}) include {listed}.",
            UNRANKED,
            "Hip and lower back can be felt at the knee as well.",
        ),
        (_PFP_GUIDELINE, _HIP_REFERRAL),
    )


def _whereabouts(aspect: str) -> str:
    return {
        "anterior": "at the front of the knee",
        "medial": "at the inner knee",
        "lateral": "at the outer knee",
        "posterior": "behind the knee",
        "deep": "deep in the knee",
    }[aspect]
