/// A figure as templates read it.
struct FigureView {
    let figureAnchor: String
    /// "Figure 1."
    let figureLabel: String
    let figureTitle: String
    let figureTitleMarkup: String
    let figureCaption: String
    let figureCaptionMarkup: String
    let alternative: String
    let figurePath: String
    let wide: ReportFigure.Drawing?
    let narrow: ReportFigure.Drawing?

    init(_ figure: ReportFigure, _ anchors: inout Anchors) {
        let (anchor, number) = anchors.next("figure")
        figureAnchor = anchor
        figureLabel = "Figure \(number)."
        figureTitle = figure.title
        figureTitleMarkup = BreakableText.markup(figure.title)
        figureCaption = figure.caption
        figureCaptionMarkup = BreakableText.markup(figure.caption)
        alternative = figure.alternative
        figurePath = RelativeLink.text(anchors.figures + "/" + figure.name + ".png")
        wide = figure.wide
        narrow = figure.narrow
    }
}
