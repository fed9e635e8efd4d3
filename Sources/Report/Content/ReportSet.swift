/// Experiments that are comparable with each other, or a single one.
public struct ReportSet: Sendable, Equatable {
    /// The shared settings, in a few words.
    public var title: String
    /// The purpose, from the study; may be empty.
    public var description: String
    /// The answers in one line; may be empty.
    public var summary: String
    /// The shared settings in full.
    public var facts: [ReportFact]
    /// The answers, the most important first.
    public var verdicts: [ReportVerdict]
    public var tables: [ReportTable]
    /// Figures of all experiments together.
    public var figures: [ReportFigure]
    public var experiments: [ReportExperiment]

    public init(
        title: String, description: String = "", summary: String = "", facts: [ReportFact] = [],
        verdicts: [ReportVerdict] = [],
        tables: [ReportTable] = [],
        figures: [ReportFigure] = [], experiments: [ReportExperiment] = []
    ) {
        self.title = title
        self.description = description
        self.summary = summary
        self.facts = facts
        self.verdicts = verdicts
        self.tables = tables
        self.figures = figures
        self.experiments = experiments
    }
}

/// An answer in a sentence.
public struct ReportVerdict: Sendable, Equatable {
    /// The result of a verdict.
    public enum Strength: String, Sendable, CaseIterable {
        /// A difference was shown.
        case shown
        /// It was tested and not shown.
        case notShown
        /// The runs do not suffice.
        case undecided
    }

    public var sentence: String
    public var strength: Strength

    public init(_ sentence: String, _ strength: Strength) {
        self.sentence = sentence
        self.strength = strength
    }
}
