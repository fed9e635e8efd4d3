/// Shorter forms of names that stand in one list: "arm-03-with-a-long-name" becomes "arm-03-…", then "…03-…", if all names
/// begin and end alike. In a difference, "one − other", both sides are names.
struct NameForms {
    /// The names as they are, then without their common end, then also without their common beginning.
    let all: [[String]]

    private static let minus = " \u{2212} "

    init(_ names: [String]) {
        let parts = names.map { $0.split(separator: Self.minus).map { Array($0) } }
        let operands = Set(parts.joined())
        guard let first = operands.first, operands.count > 1 else {
            all = [names]
            return
        }
        let shortest = operands.map(\.count).min() ?? 0
        func common(_ matches: (Int) -> Bool) -> Int { (0..<shortest).first { !matches($0) } ?? shortest }
        var start = common { index in operands.allSatisfy { $0[index] == first[index] } }
        // A part of a name is kept whole.
        while start > 0, !Self.isJoint(first[start - 1]) { start -= 1 }
        var end = common { index in operands.allSatisfy { $0[$0.count - 1 - index] == first[first.count - 1 - index] } }
        end = min(end, shortest - start)
        while end > 0, !Self.isJoint(first[first.count - end]) { end -= 1 }
        func form(_ start: Int, _ end: Int) -> [String] {
            parts.map { sides in
                sides.map { side in
                    // The joints stay, so that the rest is read as a part.
                    let (head, tail) = (start > 2 ? start - 1 : 0, end > 2 ? end - 1 : 0)
                    let kept = String(side[head..<side.count - tail])
                    return (head > 0 ? "…" : "") + kept + (tail > 0 ? "…" : "")
                }.joined(separator: Self.minus)
            }
        }
        var forms = [names]
        if end > 2 { forms.append(form(0, end)) }
        if start > 2 { forms.append(form(start, end)) }
        all = forms
    }

    /// Whether parts of a name meet at a character.
    private static func isJoint(_ character: Character) -> Bool { "-_/ ".contains(character) }
}
