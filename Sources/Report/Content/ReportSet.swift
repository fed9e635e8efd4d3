/// Experiments that are comparable with each other, or a single one.
package struct ReportSet: Sendable, Equatable {
    /// The shared settings, in a few words.
    package var title: String
    /// The purpose, from the study; may be empty.
    package var description: String
    /// The answers in one line; may be empty.
    package var summary: String
    /// The shared settings in full.
    package var facts: [ReportFact]
    /// The answers, the most important first.
    package var verdicts: [ReportVerdict]
    /// The figure that shows the answers, beside them; nil for none.
    package var lead: ReportFigure?
    package var tables: [ReportTable]
    /// Other figures of all experiments together.
    package var figures: [ReportFigure]
    package var experiments: [ReportExperiment]

    package init(
        title: String, description: String = "", summary: String = "", facts: [ReportFact] = [],
        verdicts: [ReportVerdict] = [], lead: ReportFigure? = nil, tables: [ReportTable] = [],
        figures: [ReportFigure] = [], experiments: [ReportExperiment] = []
    ) {
        self.title = title
        self.description = description
        self.summary = summary
        self.facts = facts
        self.verdicts = verdicts
        self.lead = lead
        self.tables = tables
        self.figures = figures
        self.experiments = experiments
    }
}

/// An answer in a sentence.
package struct ReportVerdict: Sendable, Equatable {
    /// The result of a verdict.
    package enum Strength: String, Sendable, CaseIterable {
        /// A difference was shown.
        case shown
        /// It was tested and not shown.
        case notShown
        /// The runs do not suffice.
        case undecided
    }

    package var sentence: String
    package var strength: Strength

    package init(_ sentence: String, _ strength: Strength) {
        self.sentence = sentence
        self.strength = strength
    }
}
