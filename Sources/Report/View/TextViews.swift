/// A link with its text.
struct LinkView {
    let linkTarget: String
    let linkText: String
    let linkMarkup: String

    init(linkTarget: String, linkText: String) {
        self.linkTarget = linkTarget
        self.linkText = linkText
        linkMarkup = BreakableText.markup(linkText)
    }
}

/// A sentence.
struct TextView {
    let text: String
    let textMarkup: String

    init(_ text: String) {
        self.text = text
        textMarkup = BreakableText.markup(text)
    }
}

/// A name with its value.
struct FactView {
    let factName: String
    let factValue: String
    let factMarkup: String

    init(_ fact: ReportFact) {
        factName = fact.name
        factValue = fact.value
        factMarkup = BreakableText.markup(fact.value)
    }
}
