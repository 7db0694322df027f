namespace Sweep.Service.Tables;

/// <summary>How people write a <see cref="TableChoice"/>: messages name what they are to write.</summary>
/// <param name="Before">What stands before a name.</param>
/// <param name="Between">What stands between a name and its value.</param>
public sealed record ChoiceForm(string Before, string Between)
{
    /// <summary>Options: <c>--label kind</c>.</summary>
    public static ChoiceForm CommandLine { get; } = new("--", " ");

    /// <summary>Parameters of an address: <c>label=kind</c>.</summary>
    public static ChoiceForm Address { get; } = new("", "=");

    public string Label => $"{Before}label";

    public string Positive => $"{Before}positive";

    public string Features => $"{Before}features";

    /// <summary>That the positive value is <paramref name="value"/>.</summary>
    public string PositiveOf(string value) => $"{Positive}{Between}{value}";
}
