import Figures
import JSON
package import Specs

/// What a schedule is, for captions: its type and what its keys say.
package enum ScheduleText {
    /// "1cycle (documented): lr_max 0.05, div_factor 25, pct_start 0.3, moms 0.95 / 0.85"; of a sequence its parts:
    /// "sequence: linear, lr 0.1; cosine, lr 0.1".
    package static func text(_ schedule: ScheduleSpec) -> String {
        if schedule.type == "sequence",
            case .array(let parts)? = schedule.keys.first(where: { $0.key == "parts" })?.value
        {
            let own = schedule.keys.filter { $0.key != "parts" }
            return (["sequence: " + parts.map(part).joined(separator: "; ")] + details(own)).joined(separator: "; ")
        }
        let name =
            schedule.flavor.map { "1cycle (\($0))" } ?? schedule.type.replacing("_", with: " ")
        let details = details(schedule.keys)
        return details.isEmpty ? name : "\(name): \(details.joined(separator: ", "))"
    }

    /// "linear, lr 0.1"
    private static func part(_ part: JSONValue) -> String {
        guard let schedule = part["schedule"], case .object(let keys) = schedule,
            case .string(let type)? = schedule["type"]
        else { return "" }
        let rate = keys.filter { $0.key == "lr_max" || $0.key == "lr" }.prefix(1)
        return ([type.replacing("_", with: " ")] + details(Array(rate))).joined(separator: ", ")
    }

    /// "div_factor 25", one a key that says anything.
    private static func details(_ keys: [JSONValue.Member]) -> [String] {
        keys.compactMap { member in
            guard !["type", "flavor"].contains(member.key), let value = value(member.value) else { return nil }
            return "\(member.key) \(value)"
        }
    }

    /// nil: nothing to say of it.
    private static func value(_ value: JSONValue) -> String? {
        switch value {
        case .null, .bool(true): nil
        case .bool(false): "off"
        case .number(let number): NumberText.short(number, digits: 4)
        case .string(let word): word
        case .array(let values): values.compactMap(Self.value).joined(separator: " / ")
        case .object: object(value)
        }
    }

    private static func object(_ value: JSONValue) -> String? {
        switch (value["epochs"], value["fraction"], value["type"], value["value"]) {
        case (.number(let epochs)?, _, _, _): "\(NumberText.short(epochs)) epoch\(epochs == 1 ? "" : "s")"
        case (_, .number(let share)?, _, _): "\(NumberText.short(share * 100)) % of the steps"
        case (_, _, .string(let type)?, _): "by \(type.replacing("_", with: " "))"
        case (_, _, _, .number(let rate)?): "\(NumberText.short(rate, digits: 4)) (range test)"
        default: value["from_finder"] == nil ? nil : "from the range test"
        }
    }
}
