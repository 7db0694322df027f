namespace Sweep.Core.Texts;

/// <summary>What is wrong with settings, gathered so that all of it is told at once.</summary>
public static class SettingErrors
{
    /// <summary>Notes that a setting may not have the value that was written, in the form of a <see cref="Problem"/>.</summary>
    public static void Refuse(this ICollection<string> errors, string setting, string text, string rule, string remedy = "")
    {
        ArgumentNullException.ThrowIfNull(errors);
        errors.Add(new Problem(setting, text, rule, remedy) { IsQuoted = true }.ToString());
    }

    /// <summary>Reads a whole number; null, and noted, where it is none or outside of its range, both ends included.</summary>
    public static int? ReadWhole(this ICollection<string> errors, string setting, string text, int least, int most, string remedy)
    {
        if (WrittenNumber.ToWhole(text, least, most) is { } value)
            return value;
        errors.Refuse(setting, text, $"must be a whole number from {least} to {most}", remedy);
        return null;
    }
}
