import Figures
import JSON
import Text

/// Keys of a schedule as a caption shows them.
enum KeyText {
    /// "linear, lr 0.1": one part of a sequence.
    static func part(_ part: JSONValue) -> String {
        guard let schedule = part["schedule"], case .object(let keys) = schedule,
            case .string(let type)? = schedule["type"]
        else { return "" }
        let rate = keys.filter { $0.key == "lr_max" || $0.key == "lr" }.prefix(1)
        return ([words(type)] + details(Array(rate))).joined(separator: ", ")
    }

    /// "div_factor 25": one text per key, without type, flavor, and keys that are null or true.
    static func details(_ keys: [JSONValue.Member]) -> [String] {
        keys.compactMap { member in
            guard !["type", "flavor"].contains(member.key), let value = value(member.value) else { return nil }
            return "\(member.key) \(value)"
        }
    }

    /// "cosine annealing" for "cosine_annealing"
    static func words(_ type: String) -> String { type.replacing("_", with: " ") }

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
        case (.number(let epochs)?, _, _, _): "\(NumberText.short(epochs)) \(epochs == 1 ? "epoch" : "epochs")"
        case (_, .number(let share)?, _, _): "\(NumberText.short(share * 100)) % of the steps"
        case (_, _, .string(let type)?, _): "by \(words(type))"
        case (_, _, _, .number(let rate)?): "\(NumberText.short(rate, digits: 4)) (range test)"
        default: value["from_finder"] == nil ? nil : "from the range test"
        }
    }
}
