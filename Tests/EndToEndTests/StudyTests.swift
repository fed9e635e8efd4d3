import Foundation
import Testing

@Suite("Studies, end to end")
struct StudyTests {
    private let study = #"""
        {
          "data": {"source": "mnist_sample", "batch_size": 16, "valid_batch_size": 16},
          "schedule": {"type": "one_cycle", "lr_max": 0.05},
          "arms": {"cycle": {}, "idle": {"schedule": {"type": "constant", "lr": 1e-9}}},
          "grid": {"epochs": [1, 3]},
          "seeds": 2, "figures": []
        }
        """#

    @Test("one file is trained whole and compared whole; its own lengths are no mismatch")
    func whole() throws {
        try Sandbox.with { box in
            try TinyDigits().write(to: box)
            try box.write(study, to: "s.json")
            let run = try box.onecycle("run", "s.json", "--quiet")
            #expect(run.exitCode == 0, "\(run)")
            let names = ["s-cycle-epochs-1", "s-cycle-epochs-3", "s-idle-epochs-1", "s-idle-epochs-3"]
            #expect(box.names(in: "output").filter { $0.hasPrefix("s-") } == names)
            #expect(Table(try box.text("output/s-idle-epochs-3/seed-1/epochs.csv")).rows.count == 3)

            let compare = try box.onecycle("compare", "s.json", "--json")
            #expect(compare.exitCode == 0, "\(compare)")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(compare.stdout.utf8)) as? [String: Any])
            #expect((report["arms"] as? [[String: Any]])?.map { $0["name"] as? String } == names)
            #expect((report["pairs"] as? [[String: Any]])?.count == 6)

            // The folders alone do not say that a study is what they are of.
            let folders = try box.onecycle("compare", "output/s-idle-epochs-1", "output/s-idle-epochs-3")
            #expect(folders.exitCode == 65)
            #expect(folders.errorLines.first?.hasPrefix("epochs: 1 in s-idle-epochs-1, 3 in s-idle-epochs-3") == true)
        }
    }

    @Test("a wrong value of one experiment keeps all from being trained")
    func wrong() throws {
        try Sandbox.with { box in
            try TinyDigits().write(to: box)
            try box.write(study.replacingOccurrences(of: "[1, 3]", with: "[1, -3]"), to: "s.json")
            let call = try box.onecycle("run", "s.json")
            #expect(call.exitCode == 65)
            #expect(call.errorLines.first?.hasPrefix("s.json:5: epochs: ") == true, "\(call)")
            #expect(!box.exists("output"))
        }
    }
}
