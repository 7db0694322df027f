using ScottPlot;

namespace Sweep.Client.Plots;

/// <summary>Colours of the pictures: told apart by lightness too, so that nobody needs to see hue.</summary>
internal static class Palette
{
    public static readonly Color Background = Color.FromHex("#ffffff");

    public static readonly Color Text = Color.FromHex("#1f2430");

    public static readonly Color Grid = Color.FromHex("#e3e6eb");

    /// <summary>Samples of label 1.</summary>
    public static readonly Color Inside = Color.FromHex("#1f5a96");

    /// <summary>Samples of label 0.</summary>
    public static readonly Color Outside = Color.FromHex("#b4bcc6");

    /// <summary>False positives, always with a dark rim: yellow alone vanishes on white.</summary>
    public static readonly Color FalseAlarm = Color.FromHex("#ffdd00");

    /// <summary>False negatives, with the same rim.</summary>
    public static readonly Color Missed = Color.FromHex("#e0442a");

    public static readonly Color MistakeRim = Color.FromHex("#3a3000");

    public static readonly Color Loss = Color.FromHex("#1f5a96");

    public static readonly Color Accuracy = Color.FromHex("#0a7d5a");

    public static readonly Color Target = Color.FromHex("#b3401f");
}
