import Foundation
import Testing

@Suite("onecycle schedule")
struct ScheduleCommandTests {
    @Test("draws a figure and names it")
    func figure() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(), to: "a.json")
            try box.write(TinySpec.text(["schedule": #"{"type": "constant", "lr": 0.1}"#]), to: "b.json")
            let call = try box.onecycle("schedule", "a.json", "b.json", "--output", "here")
            #expect(call.exitCode == 0, "\(call)")
            let files = ["here/figures/a-schedule.png", "here/figures/b-schedule.png", "here/schedules.png"]
            #expect(call.outputLines == files)
            #expect(call.stderr == "")
            #expect(box.names(in: "here") == ["figures", "schedules.png"])
            for file in files { #expect(try box.data(file).pngSize != nil) }
            #expect(try box.data(files[0]) != box.data(files[2]))
        }
    }

    @Test(
        "the figure's caption says what the schedule is, in numbers as readers write them",
        arguments: [
            (#"{"type": "constant", "lr": 1e6}"#, "constant: lr 10⁶"),
            (
                #"{"type": "one_cycle", "lr_max": 1e-9, "moms": [0.95, 0.8]}"#,
                "1cycle (documented): lr_max 10⁻⁹, div_factor 25, pct_start 0.3, moms 0.95 / 0.8"
            ),
            (
                #"{"type": "multistep", "lr": 0.1, "milestones": [10, {"epochs": 1}, {"fraction": 0.75}]}"#,
                "multistep: lr 0.1, gamma 0.1, milestones 10 / 1 epoch / 75 % of the steps"
            ),
            (
                #"{"type": "sequence", "parts": [{"for": 3, "schedule": {"type": "warmup_cosine", "lr": 0.1, "warmup": 2}},"#
                    + #"{"schedule": {"type": "cosine", "lr": 0.05}}], "weight_decay": {"type": "constant", "value": 0.1}}"#,
                "sequence: warmup cosine, lr 0.1; cosine, lr 0.05; weight_decay by constant"
            ),
        ])
    func caption(_ schedule: String, _ caption: String) throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(["schedule": schedule, "formats": #"["svg"]"#]), to: "a.json")
            #expect(try box.onecycle("schedule", "a.json").exitCode == 0)
            let svg = String(decoding: try box.data("output/figures/a-schedule.svg"), as: UTF8.self)
            #expect(svg.contains(">\(caption)</text>"), "\(svg.prefix(3000))")
        }
    }

    @Test("a scheduled weight decay is drawn, and AdamW's momentum has its own name where all have it")
    func quantities() throws {
        try Sandbox.with { box in
            let decay = #"{"type": "constant", "lr": 0.1, "weight_decay": {"type": "cosine", "value": 0.1}}"#
            try box.write(TinySpec.text(["schedule": decay, "formats": #"["svg"]"#]), to: "a.json")
            try box.write(TinySpec.text(["formats": #"["svg"]"#]), to: "b.json")
            #expect(try box.onecycle("schedule", "a.json", "b.json").exitCode == 0)
            func text(_ file: String) throws -> String { String(decoding: try box.data(file), as: UTF8.self) }
            for file in ["output/figures/a-schedule.svg", "output/schedules.svg"] {
                let svg = try text(file)
                #expect(svg.contains(">weight decay</text>") && svg.contains(">β₁</text>"), "\(file)")
            }
            #expect(try !text("output/figures/b-schedule.svg").contains("weight decay"))
        }
    }

    @Test("diff says where two schedules part, and by how much")
    func diff() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(), to: "a.json")
            try box.write(TinySpec.text(["schedule": #"{"type": "constant", "lr": 0.002}"#]), to: "b.json")
            let call = try box.onecycle("schedule", "diff", "a.json", "b.json", "--steps", "10")
            #expect(call.exitCode == 1)
            #expect(call.stderr == "")
            #expect(call.outputLines.count == 5)
            #expect(call.outputLines[0] == "a and b differ from step 0 of 10")
            #expect(call.outputLines[1] == "lr: from step 1; largest difference 0.048 at step 3 (0.05 and 0.002)")
            #expect(call.outputLines[2].hasPrefix("momentum: from step 0; largest difference "))
            #expect(call.outputLines[3] == "weight_decay: the same")
            let lr = Table(try box.onecycle("schedule", "a.json", "--csv", "-", "--steps", "10").stdout).column("lr")
            let areas = call.outputLines[4].split { !"0123456789.".contains($0) }.compactMap { Double($0) }
            #expect(areas.count == 2 && abs(areas[0] / lr.reduce(0, +) - 1) < 1e-3 && areas[1] == 0.02)

            let same = try box.onecycle("schedule", "diff", "a.json", "b.json", "--steps", "10", "--set", "name=x")
            #expect(same.outputLines.first == "a.json and b.json differ from step 0 of 10")
            try box.write(TinySpec.text(["epochs": "1"]), to: "c.json")
            let lengths = try box.onecycle("schedule", "diff", "a.json", "c.json")
            #expect(lengths.exitCode == 65)
            #expect(lengths.errorLines.count == 1 && lengths.stderr.contains("--steps"))
            let equal = try box.onecycle("schedule", "diff", "a.json", "c.json", "--steps", "50")
            #expect(equal.exitCode == 0)
            #expect(equal.outputLines.first == "a and c are the same over 50 steps")
        }
    }

    @Test("diff sees the optimizer's own weight decay, and does not call plateaus the same that validations may part")
    func whatIsNotScheduled() throws {
        try Sandbox.with { box in
            let cosine = #"{"type": "cosine", "lr": 0.026240373012488615}"#
            for (name, decay) in [("a", "0.1"), ("b", "0.2")] {
                let optimizer = #"{"type": "adam", "weight_decay": \#(decay)}"#
                try box.write(TinySpec.text(["schedule": cosine, "optimizer": optimizer]), to: name + ".json")
            }
            let call = try box.onecycle("schedule", "diff", "a.json", "b.json", "--steps", "10")
            #expect(call.exitCode == 1)
            #expect(
                call.outputLines == [
                    "a and b differ from step 0 of 10", "lr: the same", "momentum: the same",
                    "weight_decay: from step 0; largest difference 0.1 at step 0 (0.1 and 0.2)",
                    "area under lr: 0.1443 (a), 0.1443 (b)",
                ])
            for (name, patience) in [("p", "2"), ("q", "3")] {
                let plateau = #"{"type": "plateau", "lr": 0.1, "patience": \#(patience)}"#
                try box.write(TinySpec.text(["schedule": plateau]), to: name + ".json")
            }
            let parted = try box.onecycle("schedule", "diff", "p.json", "q.json")
            #expect(parted.exitCode == 1)
            #expect(parted.outputLines.first == "p and q begin the same")
            #expect(
                parted.outputLines.dropFirst().first?.hasPrefix("plateau acts on validation losses") == true)
            #expect(try box.onecycle("schedule", "diff", "p.json", "p.json").exitCode == 0)
            let shown = try box.onecycle("schedule", "p.json", "--csv", "-", "--steps", "2")
            #expect(shown.exitCode == 0 && shown.outputLines.count == 3)
            #expect(
                shown.errorLines == [
                    "p: plateau acts on validation losses; the values are those before it acts (a warning)"
                ])
        }
    }

    @Test("values that cannot be written are an error, unless the reader has closed the pipe")
    func unwritable() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(), to: "a.json")
            let full = try box.start(
                ["schedule", "a.json", "--csv", "-"], output: FileHandle(forWritingTo: URL(filePath: "/dev/full"))
            ).wait()
            #expect(full.exitCode == 1 && !full.wasKilled)
            #expect(full.errorLines == ["stdout: cannot be written: No space left on device"])
            let pipe = Pipe()
            try pipe.fileHandleForReading.close()
            let closed = try box.start(
                ["schedule", "a.json", "--csv", "-"], output: pipe.fileHandleForWriting
            ).wait()
            #expect(closed.exitCode != 0 && closed.stderr == "", "\(closed)")
            let file = try box.onecycle("schedule", "a.json", "--csv", "/dev/full")
            #expect(file.exitCode == 1)
            #expect(file.errorLines == ["/dev/full: cannot be written: No space left on device"])
            let folder = try box.onecycle("schedule", "a.json", "--csv", "no/such/folder.csv")
            #expect(folder.exitCode == 1 && folder.errorLines.count == 1)
            #expect(box.names(in: ".") == ["a.json"])
        }
    }

    @Test("prints 17 significant digits, from which every bit comes back")
    func digits() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(["schedule": #"{"type": "constant", "lr": 0.1}"#]), to: "a.json")
            let call = try box.onecycle("schedule", "a.json", "--csv", "-", "--steps", "1")
            #expect(call.outputLines == ["step,lr,momentum", "0,0.10000000000000001,0.90000000000000002"])
        }
    }

    @Test("a schedule longer than the steps asked for is refused, one that is cut is worth a word")
    func fit() throws {
        try Sandbox.with { box in
            try box.write(
                TinySpec.text(["schedule": #"{"type": "warmup_cosine", "lr": 0.1, "warmup": 8}"#]), to: "a.json")
            let call = try box.onecycle("schedule", "a.json", "--csv", "-", "--steps", "4")
            #expect(call.exitCode == 65)
            #expect(
                call.stderr == "a.json:6: schedule.warmup: takes 8 steps, and there are 4; shorten it or train longer\n"
            )
            try box.write(
                TinySpec.text(["schedule": #"{"type": "cosine_restarts", "lr": 0.1, "first_cycle": 1000}"#]),
                to: "b.json")
            let cut = try box.onecycle("validate", "b.json")
            #expect(cut.exitCode == 0)
            #expect(cut.errorLines.count == 1)
            #expect(cut.stderr.hasSuffix("is cut at step 1548 (a warning)\n"))
        }
    }

    @Test("prints the values that training uses, momentum against the rate")
    func values() throws {
        try Sandbox.with { box in
            try box.prepare()
            let call = try box.onecycle("schedule", "tiny.json", "--csv", "-", "--steps", "100")
            #expect(call.exitCode == 0)
            #expect(call.stderr == "")
            let table = Table(call.stdout)
            #expect(table.header == "step,lr,momentum")
            #expect(table.column("step") == (0..<100).map(Double.init))
            let lr = table.column("lr")
            let momentum = table.column("momentum")
            #expect(lr[0] == 0.05 / 25)
            #expect(abs(lr[15] - (0.05 / 25 + 0.05) / 2) < 1e-15)
            #expect(lr[30] == 0.05)
            #expect(abs(lr[65] - 0.025) < 1e-15)
            #expect(abs(lr[99] - 0.05 * (1 + cos(Double.pi * 69 / 70)) / 2) < 1e-15)
            #expect(momentum[0] == 0.95)
            #expect(momentum[30] == 0.85)
            #expect(abs(momentum[65] - 0.9) < 1e-15)
            #expect(momentum.indices.min { momentum[$0] < momentum[$1] } == 30)
            #expect(!box.exists("output"))
        }
    }

    @Test("writes the same to a file, as many rows as the spec has steps")
    func file() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(["epochs": nil, "steps": "50"]), to: "tiny.json")
            let printed = try box.onecycle("schedule", "tiny.json", "--csv", "-")
            let written = try box.onecycle("schedule", "tiny.json", "--csv", "a.csv")
            #expect(written.exitCode == 0)
            #expect(written.stdout == "")
            #expect(try box.text("a.csv") == printed.stdout)
            #expect(Table(printed.stdout).rows.count == 50)
            let epochs = try box.onecycle("schedule", "tiny.json", "--set", "epochs=3", "--csv", "-")
            #expect(Table(epochs.stdout).rows.count == 3 * (12_396 / 16))
        }
    }

    @Test("shows the values that a run records")
    func recorded() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let steps = Table(try box.text("output/tiny/seed-0/steps.csv"))
            let planned = Table(try box.onecycle("schedule", "tiny.json", "--csv", "-", "--steps", "12").stdout)
            #expect(planned.column("lr") == steps.column("lr"))
            #expect(planned.column("momentum") == steps.column("momentum"))
        }
    }

    @Test("three phases end a hundredth below the start at high momentum")
    func threePhases() throws {
        try Sandbox.with { box in
            try box.write(
                TinySpec.text(["schedule": #"{"type": "one_cycle", "flavor": "three_phase", "lr_max": 0.05}"#]),
                to: "a.json")
            let table = Table(try box.onecycle("schedule", "a.json", "--csv", "-", "--steps", "200").stdout)
            let lr = table.column("lr")
            #expect(abs(lr[0] - 0.005) < 1e-15)
            #expect(abs(lr[90] - 0.05) < 1e-15)
            #expect(abs(lr[180] - 0.005) < 1e-15)
            #expect(abs(lr[199] - (0.005 + (0.00005 - 0.005) * 19 / 20)) < 1e-15)
            #expect(table.column("momentum").suffix(20).allSatisfy { $0 == 0.95 })
        }
    }

    @Test("one step, and very many, make a figure too", arguments: ["1", "2", "200000"])
    func lengths(steps: String) throws {
        try Sandbox.with { box in
            for schedule in [#"{"type": "constant", "lr": 1e-9}"#, #"{"type": "one_cycle", "lr_max": 1e6}"#] {
                try box.write(TinySpec.text(["schedule": schedule]), to: "a.json")
                let call = try box.onecycle("schedule", "a.json", "--steps", steps)
                #expect(call.exitCode == 0, "\(call)")
                #expect(try box.data("output/figures/a-schedule.png").pngSize != nil)
            }
        }
    }
}
