/// The report as templates read it, with a page's anchors and Markdown's blocks and paths. Names differ between levels,
/// since a template looks up missing names in the levels above. A name with `Markup` is the same text for a page, by
/// ``BreakableText``.
struct ReportView {
    /// Number of verdicts of a set that are not folded.
    static let firstVerdicts = 8

    let pageTitle: String
    let pageTitleMarkup: String
    let program: String
    let pageSummary: String
    let pageSummaryMarkup: String
    let hasPageWarnings: Bool
    let pageWarnings: [TextView]
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
        pageTitleMarkup = BreakableText.markup(content.title)
        program = content.program
        pageSummary = content.summary
        pageSummaryMarkup = BreakableText.markup(content.summary)
        hasPageWarnings = !content.warnings.isEmpty
        pageWarnings = content.warnings.map(TextView.init)
        var anchors = Anchors(figures: figures)
        answers = content.sets.filter { !$0.verdicts.isEmpty }.map {
            AnswersView($0, isAlone: content.sets.count == 1, &anchors)
        }
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
    let contentsMarkup: String
    let fewLinks: [LinkView]
    let hasFewLinks: Bool
    let manyLinks: [LinkView]
    let hasManyLinks: Bool
    let manyLinksTitle: String

    init(contentsTarget: String, contentsText: String, links: [LinkView]) {
        self.contentsTarget = contentsTarget
        contentsMarkup = BreakableText.markup(contentsText)
        let isFolded = links.count > Self.maxLinks
        fewLinks = isFolded ? [] : links
        manyLinks = isFolded ? links : []
        hasFewLinks = !fewLinks.isEmpty
        hasManyLinks = isFolded
        manyLinksTitle = "\(links.count) experiments"
    }
}

/// The verdicts of a set, at the top of the page.
struct AnswersView {
    struct Answer {
        let verdictKind: String
        let sentence: String
        let sentenceMarkup: String
    }

    /// nil if there is only one set.
    let answersTitle: String?
    let answersTitleMarkup: String?
    /// nil for none.
    let answersSummary: String?
    let answersSummaryMarkup: String?
    let hasLead: Bool
    /// The figure beside the answers, one at most.
    let leadFigures: [FigureView]
    let firstVerdicts: [Answer]
    let hasMoreVerdicts: Bool
    let moreVerdictsTitle: String
    let moreVerdicts: [Answer]

    init(_ set: ReportSet, isAlone: Bool, _ anchors: inout Anchors) {
        let all = set.verdicts.map {
            Answer(
                verdictKind: $0.strength.rawValue, sentence: $0.sentence,
                sentenceMarkup: BreakableText.markup($0.sentence))
        }
        answersTitle = isAlone ? nil : set.title
        answersTitleMarkup = answersTitle.map(BreakableText.markup)
        answersSummary = set.summary.isEmpty ? nil : set.summary
        answersSummaryMarkup = answersSummary.map(BreakableText.markup)
        leadFigures = set.lead.map { [FigureView($0, &anchors)] } ?? []
        hasLead = !leadFigures.isEmpty
        firstVerdicts = Array(all.prefix(ReportView.firstVerdicts))
        moreVerdicts = Array(all.dropFirst(ReportView.firstVerdicts))
        hasMoreVerdicts = !moreVerdicts.isEmpty
        moreVerdictsTitle = "\(moreVerdicts.count) more"
    }
}

struct SetView {
    let setAnchor: String
    let setTitle: String
    let setTitleMarkup: String
    /// nil for none.
    let setDescription: String?
    let setDescriptionMarkup: String?
    let hasSetFacts: Bool
    let setFacts: [FactView]
    let hasSetTables: Bool
    let setTables: [TableView]
    let hasSetFigures: Bool
    let setFigures: [FigureView]
    let experiments: [ExperimentView]

    init(_ set: ReportSet, _ anchors: inout Anchors) {
        setAnchor = anchors.next("set").name
        setTitle = set.title
        setTitleMarkup = BreakableText.markup(set.title)
        setDescription = set.description.isEmpty ? nil : set.description
        setDescriptionMarkup = setDescription.map(BreakableText.markup)
        hasSetFacts = !set.facts.isEmpty
        setFacts = set.facts.map(FactView.init)
        hasSetTables = !set.tables.isEmpty
        setTables = set.tables.map { TableView($0, &anchors) }
        hasSetFigures = !set.figures.isEmpty
        setFigures = set.figures.map { FigureView($0, &anchors) }
        experiments = set.experiments.map { ExperimentView($0, &anchors) }
    }
}

struct ExperimentView {
    let experimentAnchor: String
    let experimentName: String
    let experimentNameMarkup: String
    let experimentSummary: String
    let experimentSummaryMarkup: String
    /// nil for none.
    let experimentDescription: String?
    let experimentDescriptionMarkup: String?
    let hasExperimentWarnings: Bool
    let experimentWarnings: [TextView]
    let hasExperimentFigures: Bool
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
        experimentNameMarkup = BreakableText.markup(experiment.name)
        experimentSummary = experiment.summary
        experimentSummaryMarkup = BreakableText.markup(experiment.summary)
        experimentDescription = experiment.description.isEmpty ? nil : experiment.description
        experimentDescriptionMarkup = experimentDescription.map(BreakableText.markup)
        hasExperimentWarnings = !experiment.warnings.isEmpty
        experimentWarnings = experiment.warnings.map(TextView.init)
        hasExperimentFigures = !experiment.figures.isEmpty
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
