//! Groups of economies with dated membership, and forums that are groups with
//! goods to talk about. Both are data files; the code holds no membership.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use crate::name_match::near_names;
use crate::{Economy, InvalidGroup, Material, UnknownName, fold_name};

/// From when to when an economy belongs to a group; both days included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The member.
    pub economy: Economy,
    /// First day, where the file says one.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where membership has ended.
    #[serde(default)]
    pub until: Option<Date>,
}

/// A named set of economies whose members change over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Short identifier, such as `g7`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Members with their dates.
    pub members: Vec<Membership>,
}

impl Group {
    /// A group put together by the user: members at any date.
    #[must_use]
    pub fn ad_hoc(members: &[Economy]) -> Self {
        let members: BTreeSet<Economy> = members.iter().copied().collect();
        let codes: Vec<&str> = members.iter().map(|member| member.alpha3()).collect();
        let names: Vec<&str> = members.iter().map(|member| member.name()).collect();
        Self {
            id: codes.join("-").to_ascii_lowercase(),
            name: names.join(", "),
            members: members
                .into_iter()
                .map(|economy| Membership {
                    economy,
                    from: None,
                    until: None,
                })
                .collect(),
        }
    }

    /// The members on a day, in the order of the file.
    #[must_use]
    pub fn members_on(&self, day: Date) -> Vec<Economy> {
        self.members
            .iter()
            .filter(|member| {
                member.from.is_none_or(|from| from <= day)
                    && member.until.is_none_or(|until| day <= until)
            })
            .map(|member| member.economy)
            .collect()
    }
}

/// A forum: the group that meets, and the goods it talks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forum {
    /// Who meets.
    pub group: Group,
    /// Other names and acronyms.
    pub aliases: Vec<String>,
    /// The goods it talks about, in the order of the file.
    pub goods: Vec<Material>,
    /// Where members and goods are taken from, in words with addresses.
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForumFile {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    goods: Vec<String>,
    basis: String,
    member: Vec<Membership>,
}

impl Forum {
    /// Reads a forum from the text of its TOML file; `file` names it in errors.
    ///
    /// # Errors
    /// [`InvalidGroup`] with file, line and field.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, InvalidGroup> {
        let invalid = |reason: String| InvalidGroup {
            file: file.to_owned(),
            reason,
        };
        let parsed: ForumFile = toml::from_str(text).map_err(|error| invalid(error.to_string()))?;
        if parsed.member.is_empty() {
            return Err(invalid("a forum needs at least one [[member]]".to_owned()));
        }
        let goods = parsed
            .goods
            .iter()
            .map(|name| Material::find(name).map_err(|error| invalid(format!("goods: {error}"))))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            group: Group {
                id: parsed.id,
                name: parsed.name,
                members: parsed.member,
            },
            aliases: parsed.aliases,
            goods,
            basis: parsed.basis,
        })
    }

    /// Whether this is the forum of that name, id or alias.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = fold_name(name);
        [&self.group.id, &self.group.name]
            .into_iter()
            .chain(&self.aliases)
            .any(|known| fold_name(known) == wanted)
    }

    /// The forum of that name among these.
    ///
    /// # Errors
    /// [`UnknownName`] with near names.
    pub fn find<'a>(forums: &'a [Self], name: &str) -> Result<&'a Self, UnknownName> {
        forums
            .iter()
            .find(|forum| forum.is_called(name))
            .ok_or_else(|| UnknownName {
                kind: "forum",
                name: name.to_owned(),
                near: near_names(
                    name,
                    forums.iter().flat_map(|forum| {
                        std::iter::once(forum.group.id.as_str())
                            .chain(forum.aliases.iter().map(String::as_str))
                    }),
                    3,
                ),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn membership_is_dated() {
        let forum = Forum::from_toml(
            "g8.toml",
            r#"
            id = "g8"
            name = "Group of Eight"
            goods = ["nickel"]
            basis = "test"
            [[member]]
            economy = "JPN"
            [[member]]
            economy = "RUS"
            from = "1997-06-20"
            until = "2014-03-24"
            "#,
        )
        .unwrap();
        assert_eq!(forum.group.members_on(date(2000, 1, 1)).len(), 2);
        assert_eq!(forum.group.members_on(date(2014, 3, 25)).len(), 1);
        assert_eq!(forum.group.members_on(date(1997, 6, 19)).len(), 1);
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_line() {
        let error = Forum::from_toml("x.toml", "id = \"x\"\nnom = \"y\"\n").unwrap_err();
        assert!(error.to_string().contains("x.toml"), "{error}");
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
