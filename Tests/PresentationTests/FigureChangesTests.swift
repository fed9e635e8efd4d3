import Plotting
import Presentation
import Testing
import Text

@Suite("changes of figures")
struct FigureChangesTests {
    private let figure = Figure(
        title: "one-cycle: loss", caption: "386 steps; 98.96 % right, β₁ 0.95_x",
        rows: [PanelRow([Panel(x: "step", y: "loss")])])

    @Test("captions beside figures")
    func captions() {
        #expect(FigureChanges.none.captionFile(of: figure, beside: "a/loss") == nil)
        #expect(FigureChanges(caption: .none).captionFile(of: figure, beside: "a/loss") == nil)
        let text = FigureChanges(caption: .txt).captionFile(of: figure, beside: "a/loss")
        #expect(text?.path == "a/loss.txt" && text?.text == "386 steps; 98.96 % right, β₁ 0.95_x.\n")
        let latex = FigureChanges(title: .none, caption: .latex).captionFile(of: figure, beside: "a/loss")
        #expect(latex?.path == "a/loss.tex")
        #expect(latex?.text == "\\caption{one-cycle: loss. 386 steps; 98.96 \\% right, $\\beta$$_{1}$ 0.95\\_x.}\n")
    }

    @Test("every special character of LaTeX is escaped")
    func latex() {
        #expect(
            LaTeXText.escaped(##"\{}$&#%_^~<>|"×10⁻³"##)
                == ##"\textbackslash{}\{\}\$\&\#\%\_\textasciicircum{}\textasciitilde{}\textless{}\textgreater{}\textbar{}\textquotedbl{}$\times$10$^{-}$$^{3}$"##
        )
    }

    @Test("headline, caption and font")
    func texts() throws {
        let changed = try FigureChanges(title: .text("T"), caption: .none, font: "Serif").applied(
            to: figure, named: "loss")
        #expect(changed.figure.title == "T" && changed.figure.caption.isEmpty && changed.unused.isEmpty)
        #expect(changed.figure.theme.fontFamily == "Serif")
    }

    @Test("an impossible axis names the figure and the option")
    func axes() throws {
        var log = figure
        log.rows[0].panels[0].x.scale = .log
        let change = FigureChanges(x: AxisChange(lower: 0, upper: 1))
        let error = try #require(throws: FigureChangeError.self) { try change.applied(to: log, named: "lr_finder") }
        #expect("\(error)".hasPrefix("lr_finder: --x: a logarithmic axis has no place for 0"))
        var names = figure
        names.rows[0].panels[0].y = .names(["a", "b"])
        #expect(try FigureChanges(y: AxisChange(lower: 0)).applied(to: names, named: "final").unused == ["--y"])
    }
}
