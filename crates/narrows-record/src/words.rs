//! The closed lists of words that statements may use.

/// An enum whose variants are written as words in files, with a sentence of
/// documentation each.
macro_rules! words {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $($(#[$inner])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As it is written in files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// As it is written in files, back.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            /// As it reads in a sentence.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.as_str().replace('_', " "))
            }
        }
    };
}

words! {
    /// What a record is about.
    Kind {
        /// A published text.
        Source = "source",
        /// A standing body of economies that meets.
        Forum = "forum",
        /// One meeting of one series of a forum.
        Meeting = "meeting",
        /// A person who held a post.
        Person = "person",
        /// An office of an economy's government.
        Post = "post",
        /// An agreement, statement, law or notice.
        Instrument = "instrument",
        /// What somebody said that they would do, or talked about.
        Commitment = "commitment",
        /// What somebody expected to happen.
        Expectation = "expectation",
        /// An author's evaluation, which is no commitment of a party.
        Claim = "claim",
        /// Sources that contradict each other.
        Dispute = "dispute",
    }
}

impl Kind {
    /// As it reads in a sentence: `a meeting`, `an instrument`.
    #[must_use]
    pub fn with_article(self) -> String {
        let article = match self {
            Self::Instrument | Self::Expectation => "an",
            _ => "a",
        };
        format!("{article} {self}")
    }
}

words! {
    /// How much a statement counts against others of the same property.
    Rank {
        /// The one to use.
        Preferred = "preferred",
        /// One among equals.
        Normal = "normal",
        /// Known to be wrong or superseded; kept, never used.
        Deprecated = "deprecated",
    }
}

words! {
    /// What a person decided about a statement.
    ReviewState {
        /// A person read the source and accepts it.
        Accepted = "accepted",
        /// A person read the source and refuses it; kept so that it is not
        /// proposed again.
        Rejected = "rejected",
        /// Nobody has looked yet; never used in an answer.
        Proposed = "proposed",
    }
}

words! {
    /// How much of a source was read.
    Basis {
        /// The whole text.
        FullText = "full_text",
        /// A part of it, mostly the beginning.
        Part = "part",
        /// A summary by somebody else.
        Summary = "summary",
    }
}

words! {
    /// What sort of name another name is.
    NameKind {
        /// As the body itself writes it.
        Official = "official",
        /// Initials.
        Acronym = "acronym",
        /// As people say it.
        Common = "common",
        /// No longer in use.
        Former = "former",
        /// A spelling in Latin letters.
        Romanisation = "romanisation",
        /// In the bearer's own script.
        Native = "native",
    }
}

words! {
    /// The level at which a series meets, and that of a post.
    Level {
        /// Heads of state or government.
        Leaders = "leaders",
        /// Ministers.
        Ministerial = "ministerial",
        /// Vice-ministers and under-secretaries.
        ViceMinisterial = "vice_ministerial",
        /// Heads of department.
        DirectorGeneral = "director_general",
        /// Officials below.
        Working = "working",
    }
}

words! {
    /// Whether a meeting took place.
    MeetingStatus {
        /// It took place.
        Held = "held",
        /// It was announced with a date.
        Scheduled = "scheduled",
        /// Somebody expects it.
        Forecast = "forecast",
        /// It was announced and did not take place.
        Cancelled = "cancelled",
    }
}

words! {
    /// What sort of text an instrument is.
    InstrumentKind {
        /// A treaty or executive agreement.
        Agreement = "agreement",
        /// A memorandum of understanding or cooperation.
        Memorandum = "memorandum",
        /// Principles.
        Principles = "principles",
        /// A joint statement.
        JointStatement = "joint_statement",
        /// A readout or fact sheet of a meeting.
        Readout = "readout",
        /// A law, order or regulation.
        Law = "law",
        /// A notice of an authority.
        Notice = "notice",
        /// A framework without the form of a treaty.
        Framework = "framework",
        /// An action plan.
        ActionPlan = "action_plan",
    }
}

words! {
    /// How far an instrument has come. Signed is not in force.
    InstrumentStatus {
        /// Made known.
        Announced = "announced",
        /// Signed or adopted.
        Signed = "signed",
        /// It binds.
        InForce = "in_force",
        /// It is set aside for a time.
        Suspended = "suspended",
        /// It has ended.
        Expired = "expired",
    }
}

words! {
    /// How firmly something was said, firmest first. Discussed is not agreed.
    Force {
        /// Signed, in words that bind ("shall"). What a signed text merely
        /// intends is `intends`; the instrument's status says that it is signed.
        Signed = "signed",
        /// The parties agreed, decided or committed to it.
        Agreed = "agreed",
        /// A party announced that it does or will do it.
        Announced = "announced",
        /// A party intends or plans it.
        Intends = "intends",
        /// A party seeks it, without saying that it will come.
        Seeks = "seeks",
        /// A party asked another for it.
        Requested = "requested",
        /// A party expects it.
        Expected = "expected",
        /// The parties talked about it.
        Discussed = "discussed",
        /// The parties noted or welcomed it.
        Noted = "noted",
        /// The parties voiced concern about it.
        Concerned = "concerned",
    }
}

impl Force {
    /// Whether somebody said that they would do something. The others are
    /// wishes and talk: nothing is due from them.
    #[must_use]
    pub fn promises(self) -> bool {
        self <= Self::Intends
    }
}

words! {
    /// Where a good should move.
    Direction {
        /// The indicator should fall.
        Down = "down",
        /// The indicator should rise.
        Up = "up",
    }
}

words! {
    /// What came of a commitment.
    FollowUpKind {
        /// Said again without a step forward.
        Repeated = "repeated",
        /// A step was taken.
        Advanced = "advanced",
        /// Done.
        Fulfilled = "fulfilled",
        /// Acted against.
        Broken = "broken",
        /// Replaced by another commitment.
        Superseded = "superseded",
        /// Ended without being done.
        Lapsed = "lapsed",
    }
}

impl FollowUpKind {
    /// Whether nothing more is due after it.
    #[must_use]
    pub fn closes(self) -> bool {
        !matches!(self, Self::Repeated | Self::Advanced)
    }
}

words! {
    /// Whether a dispute is settled.
    DisputeState {
        /// It is not.
        Open = "open",
        /// One value is taken to be right; `resolution` says why.
        Resolved = "resolved",
    }
}

words! {
    /// How a forecast ended.
    Outcome {
        /// What was expected happened within the interval.
        Occurred = "occurred",
        /// It did not.
        NotOccurred = "not_occurred",
        /// It can no longer be told.
        Void = "void",
    }
}
