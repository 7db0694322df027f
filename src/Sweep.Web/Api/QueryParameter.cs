namespace Sweep.Web.Api;

/// <summary>A parameter of a route's query.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">For the description of the API.</param>
internal sealed record QueryParameter(string Name, string Meaning)
{
    /// <summary>The least whole number; null where it is no number.</summary>
    public int? Least { get; private init; }

    /// <summary>The greatest whole number.</summary>
    public int? Most { get; private init; }

    /// <summary>Taken where nothing is written; null for none.</summary>
    public string? Default { get; private init; }

    /// <summary>Whether it may be written several times.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>Whether commas part values; else they belong to them.</summary>
    public bool IsSplit { get; private init; }

    public bool IsFlag { get; private init; }

    /// <summary>The values that there are; empty for any.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    public static QueryParameter Text(string name, string meaning, string? otherwise = null) => new(name, meaning) { Default = otherwise };

    public static QueryParameter Whole(string name, string meaning, int least, int most, int otherwise) =>
        new(name, meaning) { Least = least, Most = most, Default = $"{otherwise}" };

    public static QueryParameter Flag(string name, string meaning) => new(name, meaning) { IsFlag = true, Default = "false" };

    public static QueryParameter List(string name, string meaning, IReadOnlyList<string>? values = null) =>
        new(name, meaning) { IsRepeated = true, IsSplit = true, Values = values ?? [] };

    /// <summary>Written once for each value, which may have commas in it.</summary>
    public static QueryParameter Each(string name, string meaning) => new(name, meaning) { IsRepeated = true };
}
