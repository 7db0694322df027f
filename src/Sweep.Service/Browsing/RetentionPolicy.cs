using Sweep.Core.Texts;

namespace Sweep.Service.Browsing;

/// <summary>For how long sweeps that have ended are kept.</summary>
/// <param name="KeepFor">After so long they are deleted.</param>
/// <param name="KeptTags">Those that have one of these, to the letter, are kept for ever.</param>
public sealed record RetentionPolicy(TimeSpan KeepFor, IReadOnlyList<string> KeptTags)
{
    public const string DaysKey = "Sweep:Retention:Days";
    public const string KeptTagsKey = "Sweep:Retention:KeepTags";

    /// <summary>Tags sweeps that are kept, whatever else the setting names.</summary>
    public const string DefaultTag = "keep";

    private const int MostDays = 36_500;

    /// <summary>Reads the settings; what is wrong goes to <paramref name="errors"/>, all at once.</summary>
    /// <param name="setting">Reads a setting by its key, with colons.</param>
    /// <param name="show">Writes a key as it is written where it stands.</param>
    /// <param name="errors">Are added to.</param>
    /// <returns>Null where sweeps are kept for ever.</returns>
    public static RetentionPolicy? Read(Func<string, string?> setting, Func<string, string> show, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(show);
        ArgumentNullException.ThrowIfNull(errors);
        var (days, tags) = (setting(DaysKey) ?? "", setting(KeptTagsKey) ?? "");
        var kept = days.Length == 0 ? null : errors.ReadWhole(show(DaysKey), days, 1, MostDays, "leave it out to keep sweeps for ever");
        var named = tags.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var wrong in named.Select(TagRules.Check).OfType<Problem>())
            errors.Refuse(show(KeptTagsKey), wrong.Value, wrong.Rule, wrong.Remedy);
        if (days.Length == 0 && tags.Length > 0)
            errors.Refuse(show(KeptTagsKey), tags, $"says what {DaysKey} is not to delete, which is not set", "set both, or leave it out");
        return kept is { } whole ? new RetentionPolicy(TimeSpan.FromDays(whole), [.. named.Prepend(DefaultTag).Distinct(StringComparer.Ordinal)]) : null;
    }
}
