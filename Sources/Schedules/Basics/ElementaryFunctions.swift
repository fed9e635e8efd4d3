// The only file that imports a C library: Schedules compiles where Foundation is large or absent, too.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(WASILibc)
    import WASILibc
#elseif canImport(Darwin)
    import Darwin
#else
    import Foundation
#endif

/// base^exponent
@inline(__always)
func raise(_ base: Double, to exponent: Double) -> Double { pow(base, exponent) }

/// 2^exponent, exactly; 0 below the smallest number.
@inline(__always)
func powerOfTwo(_ exponent: Int) -> Double { scalbn(1.0, Int32(clamping: exponent)) }

/// sin(angle), of radians.
@inline(__always)
func sine(_ angle: Double) -> Double { sin(angle) }

/// ln(value)
@inline(__always)
func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// ln(1 + value), exact to the last digits for small values.
@inline(__always)
func naturalLogarithm(onePlus value: Double) -> Double { log1p(value) }

/// e^value - 1, exact to the last digits for small values.
@inline(__always)
func exponentialMinusOne(_ value: Double) -> Double { expm1(value) }
