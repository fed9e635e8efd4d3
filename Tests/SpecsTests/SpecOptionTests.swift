import FigureFiles
import Plotting
import Specs
import TestSupport
import Statistics
import Testing

@Suite("Options as overrides")
struct SpecOptionTests {
    @Test("an option changes a spec as --set does, and has the same text in messages")
    func sameAsText() throws {
        let pairs: [(SpecOverride, String)] = [
            (.seeds([3, 1]), "seeds=[3,1]"), (.finderSeeds([2]), "lr_finder.seeds=[2]"), (.steps(7), "steps=7"),
            (.figures([.loss, .accuracy]), #"figures=["loss","accuracy"]"#),
            (.formats([.svg, .pdf]), #"formats=["svg","pdf"]"#), (.theme(.dark), "theme=dark"),
            (.medium(.slide), "medium=slide"), (.dpi(96), "dpi=96"),
            (.smoothing(.default), #"smoothing={"centred":"auto"}"#),
            (.smoothing(.centred(share: 0.125)), #"smoothing={"centred":0.125}"#),
            (.smoothing(.window(fraction: 0.25)), #"smoothing={"window":0.25}"#),
            (.smoothing(.exponential(beta: 0.5)), #"smoothing={"beta":0.5}"#),
        ]
        let name = SpecOverride.name("a")
        let unchanged = try goodSpec(withSchedule())
        for (option, text) in pairs {
            #expect(option.text == text)
            let changed = try SpecFile.parse(text: withSchedule(), path: "a.json", overrides: [option, name])
            #expect(changed == (try goodSpec(withSchedule(), set: [text, name.text])), "\(text)")
            #expect(option == .smoothing(.default) || changed != unchanged, "\(text)")
        }
    }

    @Test("a length to look at changes no name, and hides no other change of it")
    func lengthToLookAt() throws {
        func name(_ overrides: [SpecOverride]) throws -> String {
            try SpecFile.parse(text: withSchedule(), path: "a.json", overrides: overrides).spec.name
        }
        #expect(try name([.steps(7)]) == "a")
        #expect(try name([.steps(7), SpecOverride("schedule.lr_max=0.05")]) == "a")
        #expect(try name([.steps(7), SpecOverride("schedule.lr_max=0.2")]) == "a-lr_max-0.2")
    }

    @Test("an invalid option is an issue at its key")
    func invalid() throws {
        let error = #expect(throws: SpecError.self) {
            try SpecFile.parse(text: withSchedule(), path: "a.json", overrides: [.steps(0), .seeds([1, 1])])
        }
        #expect(
            error?.lines == [
                "--set steps=0: steps: 0 is not between 1 and 10000000",
                "--set seeds=[1,1]: seeds[1]: 1 is already in the list, as seeds[0]",
            ])
    }

    @Test(
        "smoothing as an option has it",
        arguments: [
            ("beta=0", Smoothing.exponential(beta: 0)), ("beta=0.98", .exponential(beta: 0.98)),
            ("ema=0.5", .exponential(beta: 0.5)), ("ema", .exponential(beta: 0.98)), ("none", .exponential(beta: 0)),
            ("centred", .centred(share: nil)), ("centred=0.05", .centred(share: 0.05)),
            ("window=0.05", .window(fraction: 0.05)),
        ])
    func smoothing(text: String, smoothing: Smoothing) {
        #expect(Smoothing(text) == smoothing)
    }

    @Test(
        "other texts are no smoothing",
        arguments: [
            "beta=1", "window=0", "window=1.5", "x=0.1", "beta", "beta=x", "", "centred=0", "centred=1.5",
            "centred=auto", "ema=1", "none=1",
            "window",
        ])
    func noSmoothing(text: String) {
        #expect(Smoothing(text) == nil)
    }
}
