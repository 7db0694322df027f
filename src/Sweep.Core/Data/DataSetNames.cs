using Sweep.Core.Patterns;
using Sweep.Core.Texts;

namespace Sweep.Core.Data;

/// <summary>What a data set may be called: its name stands beside those of the patterns.</summary>
public static class DataSetNames
{
    /// <summary>Characters (code points) of a name at most.</summary>
    public const int Longest = 200;

    private const string Remedy = "write one line of printable characters, such as heart";

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    /// <param name="place">Where it was written.</param>
    /// <param name="name">As it was written.</param>
    public static Problem? Check(string place, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Problem Wrong(string rule, string remedy) => new(place, name, rule, remedy) { IsQuoted = true };
        if (string.IsNullOrWhiteSpace(name))
            return Wrong("is blank", Remedy);
        if (!Printable.IsPlain(name))
            return Wrong("must be one line of printable characters", "");
        if (name.EnumerateRunes().Count() is > Longest and var length)
            return Wrong($"must be at most {Longest} characters long, and has {length}", "shorten it");
        if (name != name.Trim())
            return Wrong("must not start or end with a space", $"write {Printable.Of(name.Trim())}");
        if (name is "." or "..")
            return Wrong("stands for a folder in addresses", Remedy);
        return PatternNames.TryParse(name, out _) ? Wrong("is the name of a pattern", "name it otherwise") : null;
    }
}
