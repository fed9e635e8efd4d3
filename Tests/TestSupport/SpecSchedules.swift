package import Schedules
import JSON
import Specs

/// The schedules that specs can describe.
package enum SpecSchedules {
    /// The schedule of `schedule` over 400 steps, or over the length in `more`. An epoch has 193 steps.
    package static func made(_ schedule: String, _ more: String = #""steps": 400"#) throws -> any Schedule {
        try goodSpec(#"{"schedule": \#(schedule), \#(more)}"#).spec.makeSchedule()
    }

    /// A random schedule of each type, flavor and mode of the published schema.
    package static func drawn(seed: UInt64) -> [(type: String, schedule: any Schedule)] {
        var random = SplitMix(state: seed)
        return PublishedSchema.branches(of: "schedule").compactMap { branch in
            // The reader refuses some: a lowest rate above the highest, parts that are too long.
            for _ in 0..<1000 {
                let object = SchemaValues.drawn(branch, without: ["momentum", "weight_decay"], &random)
                let schedule = try? made(JSONWriter.compact(object), #""steps": 10000"#)
                if let schedule, let type = branch.word("type") { return (type, schedule) }
            }
            return nil
        }
    }
}
