using System.Globalization;
using Sweep.Core.Texts;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Browsing;

/// <summary>For how long sweeps that have ended are kept.</summary>
/// <param name="KeepFor">After so long they are deleted.</param>
/// <param name="KeptTags">Those that have one of these are kept for ever.</param>
public sealed record RetentionPolicy(TimeSpan KeepFor, IReadOnlyList<string> KeptTags)
{
    public const string DaysKey = "Sweep:Retention:Days";
    public const string KeptTagsKey = "Sweep:Retention:KeepTags";

    /// <summary>Tags sweeps that are kept, where the setting names no other.</summary>
    public const string DefaultTag = "keep";

    private const int MostDays = 36_500;
    private const int Piece = 100;

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
        var days = 0;
        if (setting(DaysKey) is { Length: > 0 } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= MostDays))
            errors.Refuse(show(DaysKey), text, $"must be a whole number from 1 to {MostDays}", "leave it out to keep sweeps for ever");
        var named = setting(KeptTagsKey)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var wrong in (named ?? []).Select(TagRules.Check).OfType<Problem>())
            errors.Refuse(show(KeptTagsKey), wrong.Value, wrong.Rule, wrong.Remedy);
        if (named is not null && setting(DaysKey) is null or "")
            errors.Refuse(show(KeptTagsKey), setting(KeptTagsKey)!, $"says what {DaysKey} is not to delete, which is not set", "set both, or leave it out");
        return days == 0 ? null : new RetentionPolicy(TimeSpan.FromDays(days), named ?? [DefaultTag]);
    }

    /// <summary>Which sweeps are to be deleted, some at a time.</summary>
    internal SweepFilter Expired(DateTimeOffset now) => new(Limit: Piece) { EndedBefore = now - KeepFor, WithoutTags = KeptTags };
}
