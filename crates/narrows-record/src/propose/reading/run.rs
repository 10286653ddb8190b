//! Running text with the way back to the decoded file.

/// A stretch of running text and where it came from.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// First byte in the running text.
    at: usize,
    /// First byte in the decoded text.
    from: usize,
    /// Byte after the last in the decoded text.
    until: usize,
    /// Letters were copied as they are; otherwise the stretch stands for
    /// another spelling (an entity, a line end).
    copied: bool,
}

/// Text that was put together from pieces of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct RunningText {
    text: String,
    stretches: Vec<Stretch>,
}

impl RunningText {
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Appends a piece of the decoded text as it is.
    pub(crate) fn copy(&mut self, source: &str, from: usize, until: usize) {
        if from >= until {
            return;
        }
        if let Some(last) = self.stretches.last_mut()
            && last.copied
            && last.until == from
        {
            last.until = until;
        } else {
            self.stretches.push(Stretch {
                at: self.text.len(),
                from,
                until,
                copied: true,
            });
        }
        self.text.push_str(&source[from..until]);
    }

    /// Appends letters that stand for `from..until` of the decoded text.
    pub(crate) fn stand_in(&mut self, letters: &str, from: usize, until: usize) {
        if letters.is_empty() {
            return;
        }
        self.stretches.push(Stretch {
            at: self.text.len(),
            from,
            until,
            copied: false,
        });
        self.text.push_str(letters);
    }

    pub(crate) fn ends_with_space(&self) -> bool {
        self.text.ends_with(|c: char| c.is_whitespace()) || self.text.is_empty()
    }

    /// Drops spaces at the end, down to `floor` bytes; the new length.
    pub(crate) fn trim_end(&mut self, floor: usize) -> usize {
        while self.text.len() > floor && self.ends_with_space() {
            let last = self.text.chars().next_back().map_or(1, char::len_utf8);
            self.cut_to(self.text.len() - last);
        }
        self.text.len()
    }

    /// Drops everything behind `length` bytes.
    pub(crate) fn cut_to(&mut self, length: usize) {
        self.text.truncate(length);
        while self.stretches.last().is_some_and(|last| last.at >= length) {
            self.stretches.pop();
        }
        if let Some(last) = self.stretches.last_mut()
            && last.copied
        {
            last.until = last.until.min(last.from + (length - last.at));
        }
    }

    /// Where a range of the running text stands in the decoded text.
    pub(crate) fn source_range(&self, start: usize, end: usize) -> (usize, usize) {
        let from = match self.stretch(start) {
            Some(stretch) if stretch.copied => stretch.from + (start - stretch.at),
            Some(stretch) => stretch.from,
            None => 0,
        };
        if end <= start {
            return (from, from);
        }
        let until = match self.stretch(end - 1) {
            Some(stretch) if stretch.copied => stretch.from + (end - stretch.at),
            Some(stretch) => stretch.until,
            None => from,
        };
        (from, until.max(from))
    }

    fn stretch(&self, at: usize) -> Option<&Stretch> {
        let number = self.stretches.partition_point(|stretch| stretch.at <= at);
        self.stretches.get(number.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_lead_back_over_markup_and_entities() {
        let source = "the **AT&amp;T**\n  deal";
        let mut run = RunningText::default();
        run.copy(source, 0, 4);
        run.copy(source, 6, 8);
        run.stand_in("&", 8, 13);
        run.copy(source, 13, 14);
        run.stand_in(" ", 16, 19);
        run.copy(source, 19, 23);
        assert_eq!(run.as_str(), "the AT&T deal");
        let find = |quote: &str| {
            let at = run.as_str().find(quote).unwrap();
            let (from, until) = run.source_range(at, at + quote.len());
            &source[from..until]
        };
        assert_eq!(find("AT&T"), "AT&amp;T");
        assert_eq!(find("deal"), "deal");
        assert_eq!(find("the"), "the");
        assert_eq!(find("T deal"), "T**\n  deal");
    }

    #[test]
    fn trimming_takes_stretches_along() {
        let source = "one \n two";
        let mut run = RunningText::default();
        run.copy(source, 0, 4);
        run.stand_in(" ", 4, 5);
        assert_eq!(run.trim_end(0), 3);
        run.copy(source, 6, 9);
        assert_eq!(run.as_str(), "onetwo");
        assert_eq!(run.source_range(3, 6), (6, 9));
    }
}
