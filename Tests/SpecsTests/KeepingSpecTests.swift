import Specs
import TestSupport
import Testing

@Suite("What a run keeps")
struct KeepingSpecTests {
    private func spec(_ keys: String = "") throws -> ResolvedSpec { try goodSpec(withSchedule(keys)) }

    @Test("a checkpoint every 30 seconds, unless it is switched off")
    func checkpoint() throws {
        #expect(try spec().spec.checkpoint == Checkpointing(seconds: 30))
        #expect(try spec(#""checkpoint": {}"#).spec.checkpoint == Checkpointing(seconds: 30))
        #expect(try spec(#""checkpoint": true"#).document == spec().document)
        #expect(try spec(#""checkpoint": {"seconds": 0.5}"#).spec.checkpoint == Checkpointing(seconds: 0.5))
        for off in ["null", "false"] {
            let spec = try spec(#""checkpoint": \#(off)"#)
            #expect(spec.spec.checkpoint == nil)
            #expect(spec.document.contains(#""checkpoint": null"#))
            #expect(try goodSpec(spec.document).document == spec.document)
        }
        let again = try goodSpec(withSchedule(#""checkpoint": null"#), set: ["checkpoint.seconds=3"])
        #expect(again.spec.checkpoint == Checkpointing(seconds: 3))
    }

    @Test("checkpoints count in no hash")
    func checkpointHash() throws {
        let hashes = try [
            "", #""checkpoint": null"#, #""checkpoint": {"seconds": 1}"#, #""keep_best": null"#,
        ].map { keys in
            let spec = try spec(keys)
            return [spec.trainingHash, spec.finderHash, spec.trainingKey]
        }
        #expect(Set(hashes).count == 1)
        #expect(!hashes[0][2].contains("checkpoint") && !hashes[0][2].contains("keep_best"))
    }

    @Test("kept weights are part of a result, not of a range test")
    func keepBest() throws {
        let specs = try ["null", "\"loss\"", "\"accuracy\""].map { try spec("\"keep_best\": \($0)") }
        #expect(specs.map(\.spec.keepBest) == [nil, .loss, .accuracy])
        #expect(Set(specs.map(\.trainingHash)).count == 3)
        #expect(Set(specs.map(\.finderHash)).count == 1)
    }

    @Test(
        "bad values name the key",
        arguments: [
            (#""checkpoint": {"seconds": 0}"#, "checkpoint.seconds"),
            (#""checkpoint": {"second": 3}"#, "checkpoint.second"),
            (#""checkpoint": 30"#, "checkpoint"), (#""checkpoint": "no""#, "checkpoint"),
            (#""keep_best": "f1""#, "keep_best"), (#""keep_best": true"#, "keep_best"),
            (#""save_best": "loss""#, "save_best"),
        ])
    func bad(keys: String, place: String) {
        let lines = problemLines(withSchedule(keys))
        #expect(lines.count == 1 && lines.first?.contains(": \(place): ") == true, "\(lines)")
    }
}
