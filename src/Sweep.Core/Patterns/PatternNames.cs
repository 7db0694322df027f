using System.Diagnostics.CodeAnalysis;

namespace Sweep.Core.Patterns;

/// <summary>The patterns' names in specs, SQL and on the command line.</summary>
public static class PatternNames
{
    private static readonly string[] Names = ["circle", "diamond", "centered_square", "thick_right_angle", "thin_right_angle"];

    /// <summary>Every name, in the order of <see cref="Pattern"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <exception cref="ArgumentOutOfRangeException">The value is none of the five.</exception>
    public static string ToName(this Pattern pattern) =>
        (uint)pattern < (uint)Names.Length
            ? Names[(int)pattern]
            : throw new ArgumentOutOfRangeException(nameof(pattern), pattern, $"Pattern {(int)pattern} is none of: {string.Join(", ", Names)}.");

    /// <summary>Reads a name exactly as <see cref="ToName"/> writes it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out Pattern pattern)
    {
        var index = Array.IndexOf(Names, name);
        pattern = (Pattern)Math.Max(index, 0);
        return index >= 0;
    }
}
