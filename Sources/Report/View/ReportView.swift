/// The report as templates read it, with a page's anchors and Markdown's blocks and paths. Names differ between levels,
/// since a template looks up missing names in the levels above.
struct ReportView {
    /// Number of verdicts of a set that are not folded.
    static let firstVerdicts = 8

    let pageTitle: String
    let program: String
    let pageSummary: String
    let hasPageWarnings: Bool
    let pageWarnings: [String]
    let answers: [AnswersView]
    let contents: [ContentsView]
    let sets: [SetView]
    let methods: [String]
    let hasPageCommands: Bool
    let pageCommands: [String]
    /// The same in Markdown; nil for none.
    let pageCommandBlock: String?
    /// CSS rules for its figures.
    let figureStyles: String

    /// - Parameter figures: the folder of the figures' files, as a Markdown file names it.
    init(_ content: ReportContent, figures: String = "") {
        pageTitle = content.title
        program = content.program
        pageSummary = content.summary
        hasPageWarnings = !content.warnings.isEmpty
        pageWarnings = content.warnings
        answers = content.sets.filter { !$0.verdicts.isEmpty }.map {
            AnswersView($0, isAlone: content.sets.count == 1)
        }
        var anchors = Anchors(figures: figures)
        let sets = content.sets.map { SetView($0, &anchors) }
        self.sets = sets
        contents =
            sets.map { set in
                ContentsView(
                    contentsTarget: set.setAnchor, contentsText: set.setTitle,
                    links: set.experiments.map {
                        LinkView(linkTarget: $0.experimentAnchor, linkText: $0.experimentName)
                    })
            } + [ContentsView(contentsTarget: "methods", contentsText: "How to read this", links: [])]
        methods = content.methods
        hasPageCommands = !content.commands.isEmpty
        pageCommands = content.commands
        pageCommandBlock = MarkdownText.commands(content.commands)
        figureStyles = content.figureStyles
    }
}

/// Names of places in the page, each given once; and the folder of the figures' files.
struct Anchors {
    let figures: String
    private var counts: [String: Int] = [:]

    init(figures: String) { self.figures = figures }

    /// "figure-1" and 1, "figure-2" and 2, ...
    mutating func next(_ kind: String) -> (name: String, number: Int) {
        let number = counts[kind, default: 0] + 1
        counts[kind] = number
        return ("\(kind)-\(number)", number)
    }
}

/// A set in the page's contents, with its experiments.
struct ContentsView {
    /// Max number of names that are not folded.
    private static let maxLinks = 8

    let contentsTarget: String
    let contentsText: String
    let fewLinks: [LinkView]
    let hasFewLinks: Bool
    let manyLinks: [LinkView]
    let hasManyLinks: Bool
    let manyLinksTitle: String

    init(contentsTarget: String, contentsText: String, links: [LinkView]) {
        self.contentsTarget = contentsTarget
        self.contentsText = contentsText
        let isFolded = links.count > Self.maxLinks
        fewLinks = isFolded ? [] : links
        manyLinks = isFolded ? links : []
        hasFewLinks = !fewLinks.isEmpty
        hasManyLinks = isFolded
        manyLinksTitle = "\(links.count) experiments"
    }
}

struct LinkView {
    let linkTarget: String
    let linkText: String
}

/// The verdicts of a set, at the top of the page.
struct AnswersView {
    struct Answer {
        let verdictKind: String
        let sentence: String
    }

    /// nil if there is only one set.
    let answersTitle: String?
    /// nil for none.
    let answersSummary: String?
    let firstVerdicts: [Answer]
    let hasMoreVerdicts: Bool
    let moreVerdictsTitle: String
    let moreVerdicts: [Answer]

    init(_ set: ReportSet, isAlone: Bool) {
        let all = set.verdicts.map { Answer(verdictKind: $0.strength.rawValue, sentence: $0.sentence) }
        answersTitle = isAlone ? nil : set.title
        answersSummary = set.summary.isEmpty ? nil : set.summary
        firstVerdicts = Array(all.prefix(ReportView.firstVerdicts))
        moreVerdicts = Array(all.dropFirst(ReportView.firstVerdicts))
        hasMoreVerdicts = !moreVerdicts.isEmpty
        moreVerdictsTitle = "\(moreVerdicts.count) more"
    }
}

struct FactView {
    let factName: String
    let factValue: String

    init(_ fact: ReportFact) {
        factName = fact.name
        factValue = fact.value
    }
}

struct SetView {
    let setAnchor: String
    let setTitle: String
    /// nil for none.
    let setDescription: String?
    let hasSetFacts: Bool
    let setFacts: [FactView]
    let setTables: [TableView]
    let setFigures: [FigureView]
    let experiments: [ExperimentView]

    init(_ set: ReportSet, _ anchors: inout Anchors) {
        setAnchor = anchors.next("set").name
        setTitle = set.title
        setDescription = set.description.isEmpty ? nil : set.description
        hasSetFacts = !set.facts.isEmpty
        setFacts = set.facts.map(FactView.init)
        setTables = set.tables.map { TableView($0, &anchors) }
        setFigures = set.figures.map { FigureView($0, &anchors) }
        experiments = set.experiments.map { ExperimentView($0, &anchors) }
    }
}

struct ExperimentView {
    let experimentAnchor: String
    let experimentName: String
    let experimentSummary: String
    /// nil for none.
    let experimentDescription: String?
    let hasExperimentWarnings: Bool
    let experimentWarnings: [String]
    let experimentFigures: [FigureView]
    let hasExperimentFiles: Bool
    let experimentFiles: [LinkView]
    let hasExperimentFacts: Bool
    let experimentFacts: [FactView]
    let hasExperimentTables: Bool
    let experimentTables: [TableView]
    let spec: String
    let specBlock: String
    let hasCommands: Bool
    let commands: [String]
    /// nil for none.
    let commandBlock: String?

    init(_ experiment: ReportExperiment, _ anchors: inout Anchors) {
        experimentAnchor = anchors.next("experiment").name
        experimentName = experiment.name
        experimentSummary = experiment.summary
        experimentDescription = experiment.description.isEmpty ? nil : experiment.description
        hasExperimentWarnings = !experiment.warnings.isEmpty
        experimentWarnings = experiment.warnings
        experimentFigures = experiment.figures.map { FigureView($0, &anchors) }
        hasExperimentFiles = !experiment.files.isEmpty
        experimentFiles = experiment.files.map {
            LinkView(linkTarget: RelativeLink.text($0.path), linkText: $0.name)
        }
        hasExperimentFacts = !experiment.facts.isEmpty
        experimentFacts = experiment.facts.map(FactView.init)
        hasExperimentTables = !experiment.tables.isEmpty
        experimentTables = experiment.tables.map { TableView($0, &anchors) }
        spec = experiment.spec
        specBlock = MarkdownText.fenced(experiment.spec, language: "json")
        hasCommands = !experiment.commands.isEmpty
        commands = experiment.commands
        commandBlock = MarkdownText.commands(experiment.commands)
    }
}

struct TableView {
    struct Cell {
        let cellKind: String
        let cellText: String
        /// How Markdown aligns its column.
        let cellRule: String

        init(_ column: ReportTable.Column, _ text: String) {
            cellKind = column.kind.rawValue
            cellText = text
            cellRule = column.kind == .number ? "---:" : "---"
        }
    }
    struct Row {
        /// One at most.
        let rowName: [Cell]
        let cells: [Cell]
    }

    /// Max number of rows of a table of details that is not folded.
    private static let maxRows = 12

    let tableAnchor: String
    let isFolded: Bool
    let foldTitle: String
    let caption: String
    let columns: [Cell]
    let rows: [Row]
    /// nil for none.
    let tableNote: String?

    init(_ table: ReportTable, _ anchors: inout Anchors) {
        tableAnchor = anchors.next("table").name
        isFolded = table.isDetail && table.rows.count > Self.maxRows
        foldTitle = "\(table.rows.count) rows"
        caption = table.caption
        columns = table.columns.map { Cell($0, $0.title) }
        rows = table.rows.map { row in
            let cells = table.cells(row).map { Cell($0.column, $0.text) }
            return Row(rowName: Array(cells.prefix(1)), cells: Array(cells.dropFirst()))
        }
        tableNote = table.note.isEmpty ? nil : table.note
    }
}

struct FigureView {
    let figureAnchor: String
    /// "Figure 1."
    let figureLabel: String
    let figureTitle: String
    let figureCaption: String
    let alternative: String
    let figurePath: String
    let wide: ReportFigure.Drawing?
    let narrow: ReportFigure.Drawing?

    init(_ figure: ReportFigure, _ anchors: inout Anchors) {
        let (anchor, number) = anchors.next("figure")
        figureAnchor = anchor
        figureLabel = "Figure \(number)."
        figureTitle = figure.title
        figureCaption = figure.caption
        alternative = figure.alternative
        figurePath = RelativeLink.text(anchors.figures + "/" + figure.name + ".png")
        wide = figure.wide
        narrow = figure.narrow
    }
}
