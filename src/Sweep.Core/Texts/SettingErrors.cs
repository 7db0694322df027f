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
}
