import CCairo

/// Finds a family that has a character where the wanted one does not.
struct FallbackFamilies {
    private var known: [Unicode.Scalar: String?] = [:]

    /// A family with outlines for the character, as near to `face` as there is; nil where no installed font has one.
    mutating func family(for scalar: Unicode.Scalar, like face: Face) -> String? {
        if let found = known[scalar] { return found }
        let found = FallbackFamilies.search(scalar, face)
        known[scalar] = .some(found)
        return found
    }

    private static func search(_ scalar: Unicode.Scalar, _ face: Face) -> String? {
        guard let pattern = FcPatternCreate(), let characters = FcCharSetCreate() else { return nil }
        defer {
            FcPatternDestroy(pattern)
            FcCharSetDestroy(characters)
        }
        FcCharSetAddChar(characters, scalar.value)
        FcPatternAddCharSet(pattern, FC_CHARSET, characters)
        FcPatternAddString(pattern, FC_FAMILY, face.family)
        // Pictures in place of outlines have no business in a document.
        FcPatternAddBool(pattern, FC_SCALABLE, 1)
        FcPatternAddBool(pattern, FC_COLOR, 0)
        FcConfigSubstitute(nil, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        var result = FcResultMatch
        guard let match = FcFontMatch(nil, pattern, &result) else { return nil }
        defer { FcPatternDestroy(match) }
        var available: OpaquePointer?
        var name: UnsafeMutablePointer<FcChar8>?
        var isColor: FcBool = 0
        FcPatternGetBool(match, FC_COLOR, 0, &isColor)
        guard FcPatternGetCharSet(match, FC_CHARSET, 0, &available) == FcResultMatch, let available,
            FcCharSetHasChar(available, scalar.value) != 0, isColor == 0,
            FcPatternGetString(match, FC_FAMILY, 0, &name) == FcResultMatch, let name
        else { return nil }
        return String(cString: name)
    }
}
