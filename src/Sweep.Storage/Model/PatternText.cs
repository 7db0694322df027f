using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Sweep.Core.Patterns;

namespace Sweep.Storage.Model;

/// <summary>Keeps a pattern as its name.</summary>
internal sealed class PatternText() : ValueConverter<Pattern, string>(pattern => pattern.ToName(), name => Parse(name))
{
    public static Pattern Parse(string name) =>
        PatternNames.TryParse(name, out var pattern) ? pattern : throw new FormatException($"trials.pattern: \"{name}\" is no pattern");
}
