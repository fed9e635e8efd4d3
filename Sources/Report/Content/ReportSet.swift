/// Experiments that share what has to be shared for a comparison to mean anything; or one that shares it with none.
public struct ReportSet: Sendable, Equatable {
    /// What they share, in a few words.
    public var title: String
    /// What it is for, in its maker's words; empty for none.
    public var description: String
    /// The answers in a line; empty for none.
    public var summary: String
    /// What they share, in full.
    public var facts: [ReportFact]
    /// The answers, the most important first.
    public var verdicts: [ReportVerdict]
    public var tables: [ReportTable]
    /// Of all experiments together.
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
    /// What the sentence amounts to.
    public enum Strength: String, Sendable, CaseIterable {
        /// A difference was shown.
        case shown
        /// It was looked for and not shown.
        case notShown
        /// The runs could not tell.
        case undecided
    }

    public var sentence: String
    public var strength: Strength

    public init(_ sentence: String, _ strength: Strength) {
        self.sentence = sentence
        self.strength = strength
    }
}
