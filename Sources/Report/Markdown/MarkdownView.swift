/// The report as the Markdown templates read it. Names differ between levels, since a template looks up missing names in
/// the levels above.
struct MarkdownView {
    struct Answers {
        let answersTitle: String?
        let answersSummary: String?
        let verdicts: [Answer]
    }
    struct Answer {
        let sentence: String
    }
    struct Set {
        let setTitle: String
        let setDescription: String?
        let hasSetFacts: Bool
        let setFacts: [FactView]
        let setTables: [Table]
        let setFigures: [Figure]
        let experiments: [Experiment]
    }
    struct Experiment {
        let experimentName: String
        let experimentSummary: String
        let experimentDescription: String?
        let experimentWarnings: [String]
        let experimentFigures: [Figure]
        let hasExperimentFiles: Bool
        let experimentFiles: [LinkView]
        let experimentFacts: [FactView]
        let experimentTables: [Table]
        let specBlock: String
        let commandBlock: String?
    }
    struct Table {
        let caption: String
        let columns: [Cell]
        let rows: [Row]
        let tableNote: String?
    }
    struct Row { let cells: [Cell] }
    struct Cell {
        let cellText: String
        /// How its column is aligned.
        let cellRule: String
    }
    struct Figure {
        let figureTitle: String
        let figureCaption: String
        let alternative: String
        let figurePath: String
    }

    let title: String
    let program: String
    let reportSummary: String
    let answers: [Answers]
    let hasReportWarnings: Bool
    let reportWarnings: [String]
    let sets: [Set]
    let methods: [String]
    let commandsOfReport: String?

    /// - Parameter figures: the folder of the figures' PNG files, as the Markdown file names it.
    init(_ content: ReportContent, figures: String) {
        title = content.title
        program = content.program
        reportSummary = content.summary
        answers = content.sets.filter { !$0.verdicts.isEmpty }.map { set in
            Answers(
                answersTitle: content.sets.count == 1 ? nil : set.title,
                answersSummary: set.summary.isEmpty ? nil : set.summary,
                verdicts: set.verdicts.map { Answer(sentence: $0.sentence) })
        }
        hasReportWarnings = !content.warnings.isEmpty
        reportWarnings = content.warnings
        sets = content.sets.map { Set($0, figures: figures) }
        methods = content.methods
        commandsOfReport = MarkdownText.commands(content.commands)
    }
}

extension MarkdownView.Set {
    fileprivate init(_ set: ReportSet, figures: String) {
        setTitle = set.title
        setDescription = set.description.isEmpty ? nil : set.description
        hasSetFacts = !set.facts.isEmpty
        setFacts = set.facts.map(FactView.init)
        setTables = set.tables.map(MarkdownView.Table.init)
        setFigures = set.figures.map { MarkdownView.Figure($0, in: figures) }
        experiments = set.experiments.map { MarkdownView.Experiment($0, figures: figures) }
    }
}

extension MarkdownView.Experiment {
    fileprivate init(_ experiment: ReportExperiment, figures: String) {
        experimentName = experiment.name
        experimentSummary = experiment.summary
        experimentDescription = experiment.description.isEmpty ? nil : experiment.description
        experimentWarnings = experiment.warnings
        experimentFigures = experiment.figures.map { MarkdownView.Figure($0, in: figures) }
        hasExperimentFiles = !experiment.files.isEmpty
        experimentFiles = experiment.files.map {
            LinkView(linkTarget: RelativeLink.text($0.path), linkText: $0.name)
        }
        experimentFacts = experiment.facts.map(FactView.init)
        experimentTables = experiment.tables.map(MarkdownView.Table.init)
        specBlock = MarkdownText.fenced(experiment.spec, language: "json")
        commandBlock = MarkdownText.commands(experiment.commands)
    }
}

extension MarkdownView.Table {
    fileprivate init(_ table: ReportTable) {
        func rule(_ column: ReportTable.Column) -> String { column.kind == .number ? "---:" : "---" }
        caption = table.caption
        columns = table.columns.map { MarkdownView.Cell(cellText: $0.title, cellRule: rule($0)) }
        rows = table.rows.map { row in
            MarkdownView.Row(
                cells: table.cells(row).map { MarkdownView.Cell(cellText: $0.text, cellRule: rule($0.column)) })
        }
        tableNote = table.note.isEmpty ? nil : table.note
    }
}

extension MarkdownView.Figure {
    fileprivate init(_ figure: ReportFigure, in folder: String) {
        figureTitle = figure.title
        figureCaption = figure.caption
        alternative = figure.alternative
        figurePath = RelativeLink.text(folder + "/" + figure.name + ".png")
    }
}
