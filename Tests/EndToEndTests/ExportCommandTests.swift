import Foundation
import Testing

@Suite("onecycle export")
struct ExportCommandTests {
    private func train(_ box: borrowing Sandbox) throws {
        try box.prepare("one", ["figures": #"["schedule"]"#])
        try box.prepare("two", ["figures": "[]", "schedule": #"{"type": "constant", "lr": 0.01}"#])
        #expect(try box.onecycle("run", "one.json", "two.json", "--quiet").exitCode == 0)
    }

    @Test("tables hold every row of every run, experiment and seed in front")
    func csv() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("export", "one.json", "output/two")
            #expect(call.exitCode == 0, "\(call)")
            #expect(call.outputLines == ["steps", "epochs", "runs"].map { "output/export/csv/\($0).csv" })
            let steps = Table(try box.text("output/export/csv/steps.csv"))
            #expect(steps.header == "experiment,seed,step,epoch,lr,momentum,weight_decay,loss,accuracy")
            #expect(steps.rows.map { $0[0] } == Array(repeating: "one", count: 24) + Array(repeating: "two", count: 24))
            for (index, run) in ["one/seed-0", "one/seed-1", "two/seed-0", "two/seed-1"].enumerated() {
                let recorded = Table(try box.text("output/\(run)/steps.csv")).rows
                #expect(
                    steps.rows[(index * 12)..<(index * 12 + 12)].map { $0[2...5] + $0[7...8] }
                        == recorded.map { $0[...] })
            }
            let epochs = Table(try box.text("output/export/csv/epochs.csv"))
            #expect(epochs.rows.count == 8)
            let runs = Table(try box.text("output/export/csv/runs.csv"))
            #expect(
                runs.rows.map { $0[...3] } == [
                    ["one", "0", "completed", "12"], ["one", "1", "completed", "12"], ["two", "0", "completed", "12"],
                    ["two", "1", "completed", "12"],
                ])
            #expect(
                runs.column("final_accuracy")
                    == [3, 7].flatMap { last in
                        [epochs.column("accuracy")[last - 2], epochs.column("accuracy")[last]]
                    })
        }
    }

    @Test("JSON lines are the same values")
    func jsonLines() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("export", "one.json", "--format", "jsonl", "--to", "there")
            #expect(call.exitCode == 0, "\(call)")
            #expect(box.names(in: "there") == ["epochs.jsonl", "runs.jsonl", "steps.jsonl"])
            let rows = try box.lines("there/steps.jsonl").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
            #expect(rows.count == 24)
            #expect(rows[13]["experiment"] as? String == "one")
            #expect(rows[13]["seed"] as? Int == 1)
            #expect(rows[13]["step"] as? Int == 1)
            #expect(rows[13]["weight_decay"] is NSNull)
        }
    }

    @Test("event files lie a folder a run, hold spec and figures, and are the same bytes twice")
    func tensorboard() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("export", "one.json", "two.json", "--format", "tensorboard")
            #expect(call.exitCode == 0, "\(call)")
            let files = try box.files(in: "output/export/tensorboard")
            let name = "events.out.tfevents.0.onecycle"
            #expect(
                files.keys.map { $0.replacingOccurrences(of: "output/export/tensorboard/", with: "") }.sorted()
                    == ["one", "one/seed-0", "one/seed-1", "two", "two/seed-0", "two/seed-1"].map { "\($0)/\(name)" })
            let whole = try box.data("output/export/tensorboard/one/\(name)")
            #expect(whole.range(of: Data("\"lr_max\"".utf8)) != nil)
            #expect(whole.range(of: try box.data("output/one/schedule.png")) != nil)
            let run = try box.data("output/export/tensorboard/one/seed-1/\(name)")
            #expect(run.range(of: Data("steps/loss".utf8)) != nil)
            #expect(run.range(of: Data("epochs/valid_loss".utf8)) != nil)
            #expect(try box.onecycle("export", "one.json", "two.json", "--format", "tensorboard").exitCode == 0)
            #expect(try box.files(in: "output/export/tensorboard") == files)
        }
    }

    @Test("a spec that was run with other values is read with the same ones, and the message says so")
    func overrides() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": "[]"])
            #expect(
                try box.onecycle("run", "one.json", "--quiet", "--set", "epochs=1", "--seeds", "3,4").exitCode == 0)
            let without = try box.onecycle("export", "one.json", "--seeds", "3,4")
            #expect(without.exitCode == 65)
            #expect(
                without.errorLines == [
                    "one.json: 2 of 2 seeds are not trained (3, 4); `onecycle run one.json --set 'seeds=[3,4]'` trains them"
                ])
            let with = try box.onecycle("export", "one.json", "--set", "epochs=1", "--seeds", "3,4")
            #expect(with.exitCode == 0, "\(with)")
            #expect(Table(try box.text("output/export/csv/runs.csv")).column("seed") == [3, 4])
            try box.prepare("one", ["figures": "[]", "seeds": "2"])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            try box.prepare("one", ["figures": "[]", "seeds": "2", "epochs": "1"])
            let edited = try box.onecycle("export", "one.json")
            #expect(
                edited.errorLines == [
                    "one.json: 2 of 2 seeds are not trained (0, 1); `onecycle run one.json` trains them. output/one holds "
                        + "another training: was the file edited since?"
                ])
        }
    }

    @Test("folders that cannot be exported are named, and nothing is written")
    func bad() throws {
        try Sandbox.with { box in
            try train(box)
            let never = try box.onecycle("export", "one.json", "nowhere")
            #expect(never.exitCode == 65)
            #expect(never.errorLines == ["nowhere: no such file"])
            let twice = try box.onecycle("export", "one.json", "output/one", "--format", "tensorboard")
            #expect(twice.exitCode == 65)
            #expect(twice.errorLines == ["two experiments are called one; give one another name"])
            #expect(!box.exists("output/export"))
            #expect(try box.onecycle("export", "one.json", "--format", "xml").exitCode == 64)
            #expect(try box.onecycle("export").exitCode == 64)
            try box.write("a file", to: "blocked")
            let blocked = try box.onecycle("export", "one.json", "--to", "blocked/there")
            #expect(blocked.exitCode == 1)
            #expect(blocked.errorLines.count == 1)
        }
    }

    @Test("run folders and seed folders are not written over")
    func guarded() throws {
        try Sandbox.with { box in
            try train(box)
            let before = try box.files(in: "output")
            for (format, folder, named) in [
                ("csv", "output/two/seed-0", "output/two/seed-0: is a seed's folder"),
                ("jsonl", "output/two", "output/two: is a run folder"),
                ("csv", "./output/two/", "./output/two/: is a run folder"),
                ("tensorboard", "output", "output/one: is a run folder"),
            ] {
                let call = try box.onecycle("export", "one.json", "--format", format, "--to", folder)
                #expect(call.exitCode == 65 && call.stdout == "", "\(call)")
                #expect(
                    call.errorLines == [named + ", which cannot hold exports; choose another folder with --to"]
                )
            }
            #expect(differences(try box.files(in: "output"), before) == [])
        }
    }
}
