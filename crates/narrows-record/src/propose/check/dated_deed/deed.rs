//! What happens to measures, documents, bodies and holders of offices on a
//! day, and the words that tell it.

use super::super::CheckText;
use crate::propose::date::is_month_or_weekday;

/// What is done, or happens, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Takes effect, enters into force, starts to apply.
    InForce,
    /// Is announced, published, issued.
    Announced,
    /// Is imposed: announced, or in force at once.
    Imposed,
    /// Is signed, initialled, concluded.
    Signed,
    /// Expires, lapses, runs out.
    Ended,
    /// The suspension of a measure ends.
    SuspensionEnds,
    /// Has to be done by then.
    Due,
    /// Is suspended.
    Suspended,
    /// Is lifted or repealed.
    Lifted,
    /// Is launched, founded, set up.
    Founded,
    /// Somebody takes an office.
    Office,
    /// A country takes the chair of a body.
    Chaired,
    /// A purchase or project is completed.
    Completed,
    /// Begins its work: a plant, talks.
    Opened,
    /// Is approved, ratified, adopted.
    Approved,
    /// Something else with a date of its own: it takes the date from the others.
    Other,
}

impl Deed {
    /// How a reader would name it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::InForce => "start",
            Self::Announced => "announcement",
            Self::Imposed => "measure",
            Self::Signed => "signing",
            Self::Ended => "end",
            Self::SuspensionEnds => "end of the suspension",
            Self::Due => "deadline",
            Self::Suspended => "suspension",
            Self::Lifted => "lifting",
            Self::Founded => "launch",
            Self::Office => "taking of office",
            Self::Chaired => "taking of the chair",
            Self::Completed => "completion",
            Self::Opened => "opening",
            Self::Approved => "approval",
            Self::Other => "event",
        }
    }

    /// True where the one that does it stands before the verb and the thing behind it.
    pub(super) fn takes_object(self) -> bool {
        matches!(
            self,
            Self::Announced
                | Self::Imposed
                | Self::Signed
                | Self::Suspended
                | Self::Lifted
                | Self::Founded
                | Self::Opened
                | Self::Approved
                | Self::Completed
        )
    }
}

/// Words that tell a deed.
#[derive(Debug, Clone, Copy)]
pub(super) struct DeedWords {
    pub(super) deed: Deed,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) noun: bool,
}

/// Every deed of a sentence, in order.
pub(super) fn deeds(text: &CheckText<'_>, from: usize, until: usize) -> Vec<DeedWords> {
    let mut all: Vec<DeedWords> = Vec::new();
    let mut at = from;
    while at < until {
        let fold = |step: usize| {
            if at + step < until {
                text.fold(at + step)
            } else {
                ""
            }
        };
        let before = if at > from { text.fold(at - 1) } else { "" };
        let found = verb(before, fold(0), fold(1), fold(2))
            .map(|(deed, length)| (deed, length, false))
            .or_else(|| {
                noun(before, fold(0), fold(1), fold(2)).map(|(deed, length)| (deed, length, true))
            });
        // "signed a proclamation": the proclamation is the thing, and no deed.
        let is_object = |all: &Vec<DeedWords>| {
            all.last().is_some_and(|last: &DeedWords| {
                !last.noun && last.deed.takes_object() && at - last.until <= 4 && at > last.until
            })
        };
        match found {
            Some((_, length, true)) if is_object(&all) => at += length,
            Some((deed, length, noun)) => {
                // "took over the chair": of a body, and not an office.
                let chair = deed == Deed::Office
                    && (at + 1..until.min(at + 7))
                        .take_while(|at| !matches!(text.fold(*at), "," | "."))
                        .any(|at| matches!(text.fold(at), "chair" | "presidency" | "chairmanship"));
                let deed = if chair { Deed::Chaired } else { deed };
                all.push(DeedWords {
                    deed,
                    from: at,
                    until: (at + length).min(until),
                    noun,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    all
}

fn verb(before: &str, a: &str, b: &str, c: &str) -> Option<(Deed, usize)> {
    use Deed as D;
    let force = |word: &str| {
        matches!(
            word,
            "force" | "effect" | "operation" | "application" | "practice"
        )
    };
    let found = match (a, b, c) {
        ("take" | "takes" | "took" | "taken" | "taking", "effect", _) => (D::InForce, 2),
        (
            "come" | "comes" | "came" | "coming" | "enter" | "enters" | "entered" | "entering"
            | "entry" | "go" | "goes" | "went" | "going" | "gone" | "put" | "brought" | "coming-in",
            "into",
            word,
        ) if force(word) => (D::InForce, 3),
        ("come" | "came" | "comes", "into", "being" | "existence") => (D::Founded, 3),
        (
            "start" | "begin" | "commence" | "starts" | "begins" | "started" | "began",
            "operating" | "operations" | "operation" | "work" | "running" | "producing",
            _,
        ) => (D::Opened, 2),
        ("become" | "becomes" | "became" | "becoming", "operational", _) => (D::Opened, 2),
        ("laid" | "lays" | "laying", "the" | "a", "foundation" | "cornerstone" | "first") => {
            (D::Opened, 3)
        }
        ("completed" | "completes" | "finalized" | "finalised", _, _) => (D::Completed, 1),
        ("came" | "went" | "come" | "go" | "goes", "online" | "onstream", _) => (D::Opened, 2),
        ("come" | "came" | "comes" | "went" | "goes", "on", "stream" | "line") => (D::Opened, 3),
        ("go" | "goes" | "went" | "gone" | "going", "live", _) => (D::InForce, 2),
        ("in", "place", _) if c == "since" || c == "from" => (D::InForce, 2),
        ("operational" | "running" | "operating", "since", _) => (D::Opened, 1),
        ("existed", "since", _) => (D::Founded, 1),
        ("commissioned", _, _) => (D::Opened, 1),
        ("in", word, _) if force(word) && word != "practice" && word != "application" => {
            (D::InForce, 2)
        }
        ("kick" | "kicks" | "kicked" | "kicking" | "phased", "in", _) => (D::InForce, 2),
        (
            "become" | "becomes" | "became" | "becoming",
            "effective" | "law" | "operative" | "binding" | "mandatory" | "compulsory"
            | "applicable" | "enforceable" | "legal" | "obligatory",
            _,
        ) => (D::InForce, 2),
        ("effective", month, _) if is_month_or_weekday(month) => (D::InForce, 1),
        ("effective", "on" | "from" | "since" | "as" | "in", _) => (D::InForce, 1),
        (
            "apply" | "applied" | "applies" | "applicable" | "valid" | "operative",
            "from" | "since" | "as" | "beginning",
            _,
        ) => (D::InForce, 1),
        (
            "start" | "started" | "starts" | "begin" | "began" | "begun" | "begins",
            "to",
            "apply" | "bite" | "bind" | "operate" | "run",
        ) => (D::InForce, 3),
        (
            "start" | "started" | "starts" | "begin" | "began" | "begins" | "begun",
            "applying" | "enforcing" | "requiring" | "licensing" | "restricting" | "controlling"
            | "demanding" | "imposing",
            _,
        ) => (D::InForce, 2),
        ("enforced" | "enforces" | "implemented" | "bound" | "governed", _, _) => (D::InForce, 1),
        ("required" | "mandatory" | "compulsory" | "obligatory", "since" | "from", _) => {
            (D::InForce, 1)
        }
        (
            "need" | "needed" | "require" | "required" | "requires" | "needs",
            "a" | "an" | "export",
            "licence" | "license" | "permit",
        ) => (D::InForce, 3),
        (
            "need" | "needed" | "require" | "required",
            "licences" | "licenses" | "permits" | "licensing",
            _,
        ) => (D::InForce, 2),

        (
            "restricted" | "curbed" | "banned" | "barred" | "imposed" | "tightened" | "introduced"
            | "placed" | "named" | "listed" | "forbade" | "prohibited" | "embargoed" | "added",
            _,
            _,
        ) if b != "by" && b != "after" => (D::Imposed, 1),
        (
            "announced" | "announces" | "announce" | "announcing" | "unveiled" | "unveils"
            | "unveil" | "unveiling" | "disclosed" | "published" | "publish" | "publishes"
            | "issued" | "issues" | "released" | "revealed" | "promulgated" | "gazetted"
            | "proclaimed" | "publicised" | "publicized" | "notified",
            _,
            _,
        ) if a != "issues" || matches!(b, "a" | "the" | "its") => (D::Announced, 1),
        ("made" | "make" | "making" | "makes", "public" | "known", _) => (D::Announced, 2),
        ("gave" | "given" | "giving" | "gives" | "served", "notice" | "word", _) => {
            (D::Announced, 2)
        }

        (
            "sign" | "signs" | "signed" | "inked" | "initialed" | "initialled" | "concluded"
            | "countersigned" | "sealed" | "clinched",
            _,
            _,
        ) if b != "up" && b != "off" => (D::Signed, 1),
        ("signing", word, _)
            if word != "of"
                && matches!(before, "by" | "before" | "after" | "since" | "on" | "upon")
                && matches!(word, "the" | "a" | "an" | "it" | "its" | "their") =>
        {
            (D::Signed, 1)
        }
        ("put" | "putting" | "puts", "pen", "to") => (D::Signed, 4),
        (
            "put" | "putting",
            "their" | "its" | "his" | "her",
            "name" | "names" | "signature" | "signatures" | "pens",
        ) => (D::Signed, 3),
        ("struck", "a" | "the" | "an" | "their", _) => (D::Signed, 1),
        ("exchanged", _, _) => (D::Signed, 1),

        (
            "run" | "runs" | "ran" | "last" | "lasts" | "lasted" | "hold" | "holds" | "valid"
            | "remain" | "remains" | "stay" | "stays" | "continue" | "continues",
            "until" | "through" | "till",
            _,
        ) => (D::Ended, 1),
        ("have" | "has" | "had" | "given" | "open", "until" | "till", _) => (D::Due, 1),
        ("due", "on" | "by" | "in" | "before", _) => (D::Due, 1),
        ("must" | "shall", _, _) => (D::Due, 1),
        (
            "required" | "obliged" | "ordered" | "asked" | "need" | "needs" | "have" | "has"
            | "had",
            "to",
            _,
        ) => (D::Due, 2),
        ("opened" | "opens", "its" | "their", "doors" | "door" | "gates") => (D::Opened, 3),
        ("put" | "placed", "on", "the" | "a" | "its") => (D::Imposed, 1),
        (
            "expire" | "expires" | "expired" | "expiring" | "lapse" | "lapses" | "lapsed"
            | "lapsing" | "terminated",
            _,
            _,
        ) => (D::Ended, 1),
        ("run" | "runs" | "ran" | "running", "out", _) => (D::Ended, 2),
        ("ceased" | "cease" | "ceases", "to", "apply" | "exist" | "bind") => (D::Ended, 3),

        ("suspended" | "suspends" | "suspend" | "paused" | "froze" | "frozen" | "halted", _, _) => {
            (D::Suspended, 1)
        }
        ("put" | "puts", "on", "hold" | "ice") => (D::Suspended, 3),
        ("lifted" | "repealed" | "revoked" | "rescinded" | "scrapped" | "abolished", _, _) => {
            (D::Lifted, 1)
        }

        (
            "launched" | "launches" | "launch" | "founded" | "established" | "created"
            | "inaugurated" | "formed" | "instituted",
            _,
            _,
        ) if a != "launch" || before == "to" => (D::Founded, 1),
        ("set" | "sets", "up", _) => (D::Founded, 2),
        ("began" | "begins" | "begun", "life", _) => (D::Founded, 2),
        ("was" | "were", "born", _) => (D::Founded, 2),

        ("sworn", "in" | "into", _) => (D::Office, 2),
        (
            "took" | "take" | "takes" | "taking" | "assumed" | "assumes" | "assuming" | "entered"
            | "entering",
            "office",
            _,
        ) => (D::Office, 2),
        ("took" | "taken" | "takes", "up" | "over", _) => (D::Office, 2),
        (
            "assumed" | "took",
            "the" | "his" | "her" | "their",
            "post" | "office" | "helm" | "presidency" | "chair" | "chairmanship" | "rotating"
            | "portfolio" | "job" | "reins" | "oath",
        ) => (D::Office, 3),
        ("appointed" | "appoints" | "installed", _, _) => (D::Office, 1),
        ("became" | "become" | "becomes" | "becoming", _, _) => (D::Office, 1),

        ("broke" | "broken" | "break", "ground", _) => (D::Opened, 2),
        (
            "opened" | "opens" | "began" | "begun" | "begins" | "started" | "commenced" | "starts",
            _,
            _,
        ) => (D::Opened, 1),

        (
            "approved" | "approves" | "ratified" | "ratifies" | "passed" | "adopted" | "endorsed"
            | "enacted" | "cleared" | "greenlighted",
            _,
            _,
        ) => (D::Approved, 1),
        (
            "gave" | "given",
            "its" | "their" | "his" | "her" | "the",
            "consent" | "approval" | "blessing" | "nod" | "assent",
        ) => (D::Approved, 3),

        (
            "said" | "says" | "told" | "met" | "held" | "visited" | "arrived" | "hosted" | "wrote"
            | "spoke" | "warned" | "reported" | "sat" | "gathered" | "convened" | "paid" | "landed"
            | "closed" | "ended" | "filed" | "received" | "agreed" | "attended" | "recalled"
            | "noted" | "added" | "remembers" | "flew" | "left" | "came" | "went" | "submitted"
            | "delivered" | "shipped" | "rose" | "fell" | "talked" | "conferred" | "took"
            | "proposed" | "discussed" | "raised" | "extended" | "postponed" | "moved" | "delayed"
            | "scheduled" | "asked" | "urged" | "called" | "won" | "bought" | "sold" | "finished"
            | "returned" | "travelled" | "traveled" | "welcomed" | "stopped",
            _,
            _,
        ) => (D::Other, 1),
        _ => return None,
    };
    Some(found)
}

fn noun(before: &str, a: &str, b: &str, c: &str) -> Option<(Deed, usize)> {
    use Deed as D;
    let found = match (a, b, c) {
        ("entry" | "entrance", "into", "force" | "effect") => (D::InForce, 3),
        (
            "announcement" | "publication" | "unveiling" | "disclosure" | "proclamation"
            | "promulgation",
            _,
            _,
        ) => (D::Announced, 1),
        ("release", _, _) if matches!(before, "the" | "its" | "their") && b == "of" => {
            (D::Announced, 1)
        }
        ("notice" | "notices", _, _)
            if !matches!(before, "short" | "at" | "until" | "of" | "'") =>
        {
            (D::Announced, 1)
        }
        ("signing", "ceremony", _) => (D::Signed, 2),
        ("signing" | "signature" | "signatures" | "initialling" | "initialing", _, _) => {
            (D::Signed, 1)
        }
        ("deadline" | "cutoff" | "cut-off", _, _) => (D::Due, 1),
        ("expiry" | "expiration" | "lapse", _, _) => (D::Ended, 1),
        (
            "launch" | "founding" | "inception" | "establishment" | "creation" | "inauguration"
            | "foundation",
            _,
            _,
        ) => (D::Founded, 1),
        ("appointment" | "swearing-in", _, _) => (D::Office, 1),
        ("completion", _, _) => (D::Completed, 1),
        ("groundbreaking" | "opening" | "ribbon-cutting" | "commissioning", _, _) => (D::Opened, 1),
        ("ratification" | "approval" | "adoption", _, _) => (D::Approved, 1),
        _ => return None,
    };
    Some(found)
}
