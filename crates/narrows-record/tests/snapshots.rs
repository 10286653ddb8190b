//! What proposals look like, whole.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{Decoded, ProposeRequest, propose, to_html, to_terminal};

const TEXT: &str = "---\ndate: '2024-06-27'\ntitle: Talks in Washington\n---\n\n\
**Supply chains**\n\n\
Japan and the United States agreed Wednesday to cooperate on rare earths such as gallium. \
Minister Ken Saito called on companies to map suppliers. They will meet again next month.\n";

#[test]
fn the_terminal_form() {
    let proposals = propose(TEXT.as_bytes(), &ProposeRequest::default());
    insta::assert_snapshot!(to_terminal(
        &proposals,
        &Decoded::new(TEXT.as_bytes()).text,
        false
    ));
}

#[test]
fn the_json_form() {
    let proposals = propose(TEXT.as_bytes(), &ProposeRequest::default());
    insta::assert_snapshot!(serde_json::to_string_pretty(&proposals).unwrap());
}

#[test]
fn the_page_is_self_contained_and_safe() {
    let text = "Japan <script>alert(1)</script> & the U.S. agreed to share \"early\" warnings.";
    let request = ProposeRequest {
        dateline: None,
        form: Some(narrows_record::propose::TextForm::Plain),
    };
    let proposals = propose(text.as_bytes(), &request);
    let page = to_html(&proposals, text);
    assert!(!page.contains("<script"));
    assert!(!page.contains("http://") && !page.contains("https://"));
    assert!(page.contains("id=\"c0\"") && page.contains("href=\"#c0\""));
    assert_eq!(
        page.matches("<mark").count(),
        page.matches("</mark>").count()
    );
}
