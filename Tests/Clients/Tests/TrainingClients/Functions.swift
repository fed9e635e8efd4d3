import Foundation

/// e^x
func exponential(_ x: Float) -> Float { exp(x) }

/// ln(1 + e^x)
func log1pOfExp(_ x: Float) -> Float { log1p(exp(x)) }
