import Foundation
import Testing

@Suite("Damaged run folders")
struct DamagedFolderTests {
    /// A way to damage a file.
    struct Damage: Sendable, CustomTestStringConvertible {
        var file: String
        var testDescription: String
        var apply: @Sendable (String) -> String

        init(_ file: String, _ description: String, _ apply: @escaping @Sendable (String) -> String) {
            self.file = file
            testDescription = file + ": " + description
            self.apply = apply
        }

        static func setting(_ key: String, to value: String, in file: String) -> Damage {
            Damage(file, "\(key) is \(value)") { text in
                text.split(separator: "\n").map { line in
                    guard let range = line.range(of: "\"\(key)\" : ") else { return String(line) }
                    return line[..<range.upperBound] + value + (line.hasSuffix(",") ? "," : "")
                }.joined(separator: "\n")
            }
        }

        static func common(_ file: String) -> [Damage] {
            [
                Damage(file, "empty") { _ in "" },
                Damage(file, "the first line alone") { String($0.prefix { $0 != "\n" }) + "\n" },
                Damage(file, "cut off") { String($0.prefix($0.count / 2)) },
                Damage(file, "zeros") { _ in String(repeating: "\0", count: 500) },
            ]
        }
    }

    static let damages: [Damage] =
        ["seed-0/steps.csv", "seed-0/epochs.csv", "seed-0/model.safetensors", "seed-0/summary.json"]
        .flatMap(Damage.common) + ["lr_finder.json", "lr_finder.csv"].flatMap(Damage.common) + [
            Damage("seed-0/steps.csv", "words") { $0.replacingOccurrences(of: "\n1,", with: "\none,") },
            Damage("seed-0/steps.csv", "a negative step") { $0.replacingOccurrences(of: "\n1,", with: "\n-1,") },
            Damage("seed-0/steps.csv", "a huge step") { $0.replacingOccurrences(of: "\n1,", with: "\n1e300,") },
            Damage("seed-0/steps.csv", "no number") { $0.replacingOccurrences(of: "\n1,0,", with: "\n1,0,nan") },
            Damage("seed-0/steps.csv", "too many fields") { $0.replacingOccurrences(of: "\n1,", with: "\n1,1,") },
            .setting("seed", to: "1", in: "seed-0/summary.json"),
            .setting("seed", to: "-1", in: "seed-0/summary.json"),
            .setting("steps", to: "1e30", in: "seed-0/summary.json"),
            .setting("status", to: "\"fine\"", in: "seed-0/summary.json"),
            .setting("num_it", to: "-100", in: "lr_finder.json"),
            .setting("num_it", to: "100000000000", in: "lr_finder.json"),
            .setting("start_lr", to: "0", in: "lr_finder.json"),
            .setting("end_lr", to: "-5", in: "lr_finder.json"),
            .setting("steps", to: "3", in: "lr_finder.json"),
            .setting("seed", to: "5", in: "lr_finder.json"),
            Damage("lr_finder.json", "no stops") { text in
                guard let start = text.range(of: "\"stops\" : ["),
                    let end = text.range(of: "]", range: start.upperBound..<text.endIndex)
                else { return text }
                return text[..<start.upperBound] + String(text[end.lowerBound...])
            },
            Damage("lr_finder.csv", "words") { $0.replacingOccurrences(of: "\n0.", with: "\nx.") },
            Damage("lr_finder.csv", "negative rates") { $0.replacingOccurrences(of: "\n1e-07", with: "\n-1e-07") },
        ]

    @Test("what is not as it was written is made again, to the same bytes")
    func damaged() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["epochs": "1", "figures": #"["lr_finder", "loss"]"#])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.results(in: "output/tiny")
            for damage in Self.damages {
                let path = "output/tiny/" + damage.file
                let whole = try box.data(path)
                let damaged = Data(damage.apply(String(decoding: whole, as: UTF8.self)).utf8)
                #expect(damaged != whole, "\(damage.testDescription)")
                try box.write(damaged, to: path)

                let run = try box.onecycle("run", "tiny.json")
                #expect(run.exitCode == 0, "\(damage.testDescription): \(run)")
                #expect(differences(try box.results(in: "output/tiny"), before) == [], "\(damage.testDescription)")
                // Whole folders were left alone.
                #expect(run.errorLines.contains("tiny seed 1: already complete"))
            }
        }
    }

    @Test("a seed folder without one of its files is not complete", arguments: RunFolderTests.seedFiles)
    func missing(file: String) throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.results(in: "output/tiny")
            try box.remove("output/tiny/seed-0/" + file)
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            #expect(differences(try box.results(in: "output/tiny"), before) == [])
        }
    }

    @Test("curves or a figure without their record move to the history before another test takes their place")
    func rangeTestWithoutRecord() throws {
        try Sandbox.with { box in
            for (count, gone) in [["lr_finder.json"], ["lr_finder.json", "lr_finder.csv"]].enumerated() {
                try box.prepare("tiny", ["figures": #"["lr_finder"]"#, "seeds": "1"])
                #expect(try box.onecycle("find", "tiny.json", "--quiet").exitCode == 0)
                for name in gone { try box.remove("output/tiny/" + name) }
                let before = try box.files(in: "output/tiny")
                try box.prepare(
                    "tiny", ["figures": #"["lr_finder"]"#, "seeds": "1", "lr_finder": #"{"num_it": 20}"#])
                let find = try box.onecycle("find", "tiny.json")
                let number = 2 * count + 1
                #expect(
                    find.errorLines.first
                        == "tiny: the range test was damaged; its files moved to output/.history/tiny/\(number), "
                        + "with the spec; `onecycle restore tiny \(number)` brings it back", "\(find)")
                #expect(try box.files(in: "output/.history/tiny/\(number)") == before)
            }
        }
    }

    @Test("a figure that is gone is drawn again without training")
    func figure() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")
            for figure in ["loss", "schedule", "lr_finder"] { try box.remove("output/tiny/\(figure).png") }
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            #expect(differences(try box.files(in: "output/tiny"), before) == [])
        }
    }
}
