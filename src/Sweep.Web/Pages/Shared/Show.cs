using System.Globalization;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;

namespace Sweep.Web.Pages.Shared;

/// <summary>Values as pages show them; "–" where there is none.</summary>
public static class Show
{
    public const string None = "–";

    /// <summary>Four significant digits.</summary>
    public static string Number(double? value) => value is { } known && double.IsFinite(known) ? NumberText.Rounded(known, 4) : None;

    /// <summary>A value of a parameter; of a real with more than eight characters four significant digits: the page of the trial has all of them.</summary>
    public static string Value(ParameterValue value)
    {
        var whole = value.ToString();
        return value.Kind == ParameterKind.Real && whole.Length > 8 ? NumberText.Rounded(value.Real, 4) : whole;
    }

    /// <summary>A point, its values as <see cref="Value"/> has them.</summary>
    public static string Point(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return string.Join(", ", point.Names.Zip(point.Values, (name, value) => $"{name}={Value(value)}"));
    }

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Percent(double share) => share.ToString(share is > 0 and < 0.01 or > 0.99 and < 1 ? "0.0 %" : "0 %", CultureInfo.InvariantCulture);

    /// <summary>"0.42 s", "37 s", "12 min 05 s", "3 h 20 min", "2 d 4 h".</summary>
    public static string Duration(double? seconds)
    {
        if (seconds is not { } known || DurationText.Coarse(known) is not { } coarse)
            return None;
        return known < 9.995 ? string.Create(CultureInfo.InvariantCulture, $"{known:0.00} s") : coarse;
    }

    /// <summary>"12.5/s", and by the minute or the hour where it is slow.</summary>
    public static string Rate(double? perSecond) => perSecond switch
    {
        null or <= 0 => None,
        >= 0.1 => $"{NumberText.Rounded(perSecond.Value, 3)}/s",
        >= 0.002 => $"{NumberText.Rounded(perSecond.Value * 60, 3)}/min",
        _ => $"{NumberText.Rounded(perSecond.Value * 3600, 3)}/h",
    };

    /// <summary>"2026-11-29 13:40 UTC".</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>For the attribute of a time element.</summary>
    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>"3 min ago", "in 4 s" left to <see cref="Duration"/>.</summary>
    public static string Ago(DateTimeOffset time, DateTimeOffset now)
    {
        var passed = now - time;
        return passed switch
        {
            { TotalSeconds: < 60 } => "just now",
            { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)passed.TotalMinutes} min ago"),
            { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(int)passed.TotalHours} h ago"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)passed.TotalDays} d ago"),
        };
    }

    /// <summary>The class of a parameter's column: numbers stand to the right.</summary>
    public static string Align(SweepSpec spec, string name)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Find(name) is { Kind: ParameterKind.Whole or ParameterKind.Real } ? "n" : "";
    }

    /// <summary>A width of a picture, as SVG writes it.</summary>
    public static string Width(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
