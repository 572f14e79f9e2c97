//! Colours and patterns. Elected is dark and solid, everything else light with a pattern or an outline: they differ for every eye, and in grey print.

/// What is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Paper,
    Ink,
    Quiet,
    Elected,
    Deputy,
    NotElected,
    Undecided,
    Declined,
    Band,
    BandEdge,
    SeatLine,
    Hatch,
}

/// Where the colours come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// From the style sheet of a page, by class: light, dark, print.
    OfPage,
    /// From the chart itself.
    Fixed,
}

impl Role {
    fn class(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Ink => "ink",
            Self::Quiet => "quiet",
            Self::Elected => "elected",
            Self::Deputy => "deputy",
            Self::NotElected => "not-elected",
            Self::Undecided => "undecided",
            Self::Declined => "declined",
            Self::Band => "band",
            Self::BandEdge => "band-edge",
            Self::SeatLine => "seat-line",
            Self::Hatch => "hatch",
        }
    }

    fn fill(self) -> &'static str {
        match self {
            Self::Paper | Self::Declined => "#ffffff",
            Self::Ink => "#17212e",
            Self::Quiet => "#525d6b",
            Self::Elected => "#1d4f91",
            Self::Deputy => "url(#hatch)",
            Self::NotElected => "#e4e8ee",
            Self::Undecided => "url(#dots)",
            Self::Band => "#fdf0cc",
            Self::BandEdge => "#9a6200",
            Self::SeatLine | Self::Hatch => "none",
        }
    }

    fn stroke(self) -> Option<&'static str> {
        match self {
            Self::Deputy | Self::Hatch => Some("#1d4f91"),
            Self::NotElected | Self::Declined => Some("#6b7685"),
            Self::Undecided => Some("#9a6200"),
            Self::SeatLine => Some("#17212e"),
            Self::Paper | Self::Ink | Self::Quiet | Self::Elected | Self::Band | Self::BandEdge => {
                None
            }
        }
    }
}

impl Paint {
    pub(super) fn class(self, role: Role) -> Option<&'static str> {
        (self == Self::OfPage).then(|| role.class())
    }

    pub(super) fn fill(self, role: Role) -> Option<&'static str> {
        (self == Self::Fixed).then(|| role.fill())
    }

    pub(super) fn stroke(self, role: Role) -> Option<&'static str> {
        role.stroke().filter(|_| self == Self::Fixed)
    }
}
