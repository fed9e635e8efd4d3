import JSON
import Specs
import TestSupport
import Testing

/// The tables of types, as the reader and the published schema show them. No test here names a type.
@Suite("Tables of types")
struct TypeTableTests {
    /// A key whose word chooses the other keys of its object.
    struct Selector: Sendable, CustomTestStringConvertible {
        var key: String
        var section: String
        var testDescription: String { "\(section).\(key)" }

        /// A way to write the object for each word.
        var branches: [PublishedSchema.Branch] {
            PublishedSchema.branches(of: section).filter { $0.word(key) != nil }
        }

        /// The objects that choose a word, with the word.
        var objects: [(word: String, object: JSONValue)] {
            branches.compactMap { branch in branch.word(key).map { ($0, MadeObject.base(branch, in: section)) } }
        }

        /// The issues at the key if it has this word in the object.
        func issues(with word: JSONValue?, in object: JSONValue) -> [SpecIssue.Kind] {
            let members = JSONValue?.some(object).members
            let changed = members.compactMap { member in
                member.key == key ? word.map { JSONValue.Member(key, $0) } : member
            }
            return MadeObject.issues(of: .object(changed), in: section).filter { $0.keyPath.hasSuffix(".\(key)") }
                .map(\.kind)
        }
    }

    static let selectors = [
        Selector(key: "type", section: "schedule"), Selector(key: "flavor", section: "schedule"),
        Selector(key: "mode", section: "schedule"), Selector(key: "type", section: "momentum_schedule"),
        Selector(key: "type", section: "weight_decay_schedule"), Selector(key: "type", section: "optimizer"),
        Selector(key: "type", section: "layer"), Selector(key: "architecture", section: "model"),
        Selector(key: "source", section: "data"),
    ]

    @Test("words are distinct and snake_case, and each has a text", arguments: selectors)
    func words(of selector: Selector) throws {
        let words = PublishedSchema.words(selector.key, in: selector.section)
        #expect(words.count > 1)
        for word in words {
            #expect(try /[a-z][a-z0-9]*(_[a-z0-9]+)*/.wholeMatch(in: word) != nil, "\(word)")
        }
        var seen: [[JSONValue.Member]] = []
        for branch in selector.branches {
            #expect(!seen.contains(branch.words), "\(branch.words) twice")
            seen.append(branch.words)
            guard case .string(let text)? = branch.schema["description"] else {
                Issue.record("\(branch.words) has no text")
                continue
            }
            #expect(text.hasSuffix(".") && !text.contains("\n"), "\(text)")
            #expect(branch.schema["additionalProperties"] == false)
            for property in branch.properties where property.value["const"] == nil {
                guard case .string(let text)? = property.value["description"] else {
                    Issue.record("\(branch.words): \(property.key) has no text")
                    continue
                }
                #expect(text.hasSuffix("."), "\(property.key): \(text)")
            }
        }
    }

    @Test("an unknown word is refused with the words that are accepted, in their order", arguments: selectors)
    func unknown(of selector: Selector) throws {
        let words = PublishedSchema.words(selector.key, in: selector.section)
        let (_, object) = try #require(selector.objects.first)
        let issues = selector.issues(with: "no_such_word", in: object)
        guard case .notOneOf("\"no_such_word\"", let choices, nil)? = issues.first else {
            Issue.record("\(issues)")
            return
        }
        #expect(choices == words)
        for (word, object) in selector.objects {
            #expect(selector.issues(with: .string(word), in: object).isEmpty, "\(word)")
            // The nearest word is suggested.
            let issues = selector.issues(with: .string(word + "x"), in: object)
            guard case .notOneOf(_, words, .some(let suggestion))? = issues.first else {
                Issue.record("\(word)x: \(issues)")
                continue
            }
            #expect(words.contains(suggestion) && (suggestion == word || word.count < 5), "\(word)x: \(suggestion)")
        }
    }

    @Test("a word is required unless one of them is the default", arguments: selectors)
    func missing(of selector: Selector) throws {
        let defaults = selector.branches.filter { !$0.required.contains(selector.key) }
        #expect(Set(defaults.map { $0.word(selector.key) }).count <= 1)
        let (_, object) = try #require(selector.objects.first)
        let issues = selector.issues(with: nil, in: object)
        if defaults.isEmpty {
            #expect(issues == [.missingKey(choices: PublishedSchema.words(selector.key, in: selector.section))])
        } else {
            #expect(issues.isEmpty)
        }
    }

    @Test("a key of other types is refused with the types that have it", arguments: MadeObject.sections)
    func foreignKeys(section: String) {
        let branches = PublishedSchema.branches(of: section)
        let all = Dictionary(branches.flatMap(\.properties).map { ($0.key, $0.value) }) { first, _ in first }
        for branch in branches {
            let object = MadeObject.base(branch, in: section)
            for (key, property) in all where !branch.has(key) && !["architecture", "layers"].contains(key) {
                let value = property["const"] ?? SchemaValues.several(property, like: nil).first ?? .null
                let changed = JSONValue.object(JSONValue?.some(object).members + [.init(key, value)])
                let kinds = MadeObject.issues(of: changed, in: section).map(\.kind)
                let owners = kinds.compactMap { kind -> [String]? in
                    guard case .keyOfOtherType(key, let owners, let chosen, let keys) = kind else { return nil }
                    #expect(!keys.contains(key))
                    let selector = branch.words.first { $0.value == .string(chosen) }?.key ?? "architecture"
                    let expected = PublishedSchema.owners(of: key, by: selector, in: section)
                    #expect(owners == expected && !owners.contains(chosen), "\(key) of \(chosen)")
                    return owners
                }
                #expect(owners.count == 1, "\(branch.words): \(key): \(kinds)")
            }
        }
    }
}
