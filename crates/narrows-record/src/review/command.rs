//! What a reviewer can say to a proposal, as one line.

/// One decision, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `a [WORDS]`: accept; the words say the action in the reviewer's own words.
    Accept {
        /// The action or label in own words; empty takes the proposal's.
        words: String,
    },
    /// `e FIELD=VALUE; …`: accept with other values.
    Edit {
        /// Fields and their new values.
        changes: Vec<(Field, String)>,
    },
    /// `r [REASON]`: reject.
    Reject {
        /// Why.
        reason: String,
    },
    /// `s`: leave for later.
    Skip,
    /// `q`: end; what was decided stays.
    Quit,
}

/// A field that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// How firmly.
    Force,
    /// Who, with commas between.
    Actors,
    /// What, in own words.
    Action,
    /// Why it is accepted.
    Reason,
}

/// Why a line is no command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// No letter that is known.
    #[error(
        "\"{0}\" is no command: a accept, e edit, r reject, s skip, q quit; for example \"a coordinate export controls\" or \"r only a report of a meeting\""
    )]
    Unknown(String),
    /// An edit without fields.
    #[error(
        "\"{0}\" names no field: force, actors, action or reason, each with =; for example \"e force=discussed; actors=JPN,USA\""
    )]
    NoField(String),
    /// A force that does not exist.
    #[error(
        "\"{0}\" is no force: signed, agreed, announced, intends, seeks, requested, expected, discussed, noted, concerned"
    )]
    UnknownForce(String),
    /// Text under rights cannot be quoted into the record.
    #[error(
        "the text is not in the public domain, so its words are not copied: say the action in your own words, for example \"a coordinate export controls\""
    )]
    OwnWords,
    /// What was decided does not make a record.
    #[error("this makes no record: {what}: {reason}; correct it with e, or skip it with s")]
    NoRecord {
        /// Which property.
        what: String,
        /// Why.
        reason: String,
    },
}

const FORCES: [&str; 10] = [
    "signed",
    "agreed",
    "announced",
    "intends",
    "seeks",
    "requested",
    "expected",
    "discussed",
    "noted",
    "concerned",
];

impl Command {
    /// Reads one line.
    ///
    /// # Errors
    /// If the line is no command.
    pub fn parse(line: &str) -> Result<Self, CommandError> {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match word {
            "a" | "accept" => Ok(Self::Accept {
                words: rest.to_owned(),
            }),
            "r" | "reject" => Ok(Self::Reject {
                reason: rest.to_owned(),
            }),
            "s" | "skip" | "" => Ok(Self::Skip),
            "q" | "quit" => Ok(Self::Quit),
            "e" | "edit" => {
                let mut changes = Vec::new();
                for part in rest
                    .split(';')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                {
                    let Some((name, value)) = part.split_once('=') else {
                        return Err(CommandError::NoField(line.to_owned()));
                    };
                    let field = match name.trim() {
                        "force" => Field::Force,
                        "actors" | "actor" => Field::Actors,
                        "action" => Field::Action,
                        "reason" => Field::Reason,
                        _ => return Err(CommandError::NoField(line.to_owned())),
                    };
                    let value = value.trim().to_owned();
                    if field == Field::Force && !FORCES.contains(&value.as_str()) {
                        return Err(CommandError::UnknownForce(value));
                    }
                    changes.push((field, value));
                }
                if changes.is_empty() {
                    return Err(CommandError::NoField(line.to_owned()));
                }
                Ok(Self::Edit { changes })
            }
            _ => Err(CommandError::Unknown(line.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_or_refused_with_a_way_out() {
        assert_eq!(
            Command::parse("a"),
            Ok(Command::Accept {
                words: String::new()
            })
        );
        assert_eq!(
            Command::parse("e force=discussed; actors=JPN,USA"),
            Ok(Command::Edit {
                changes: vec![
                    (Field::Force, "discussed".to_owned()),
                    (Field::Actors, "JPN,USA".to_owned())
                ]
            })
        );
        assert_eq!(
            Command::parse("r no promise"),
            Ok(Command::Reject {
                reason: "no promise".to_owned()
            })
        );
        assert!(
            Command::parse("x")
                .unwrap_err()
                .to_string()
                .contains("a accept")
        );
        assert!(
            Command::parse("e force=agrees")
                .unwrap_err()
                .to_string()
                .contains("agreed")
        );
        assert!(Command::parse("e nothing").is_err());
    }
}
