using System.Text.Json;
using Sweep.Core.Budgets;

namespace Sweep.Core.Specs;

/// <summary>The part of a canonical spec that is about its end; left out where it sets none, so that such specs have the hash that they had.</summary>
internal static class CanonicalBudget
{
    private const string Key = "budget";

    public static void Write(Utf8JsonWriter json, BudgetSpec budget)
    {
        json.WriteStartObject(Key);
        WriteWhole("trials", budget.Trials);
        WriteWhole("iterations", budget.Iterations);
        WriteWhole("patience", budget.Patience);
        if (budget.Target)
            json.WriteBoolean("target", true);
        WriteSeconds("time", budget.Time);
        WriteSeconds("train_time", budget.TrainTime);
        json.WriteEndObject();

        void WriteWhole(string key, long? value)
        {
            if (value is { } whole)
                json.WriteNumber(key, whole);
        }

        void WriteSeconds(string key, TimeSpan? value)
        {
            if (value is { } time)
                json.WriteNumber(key, time.TotalSeconds);
        }
    }

    /// <exception cref="FormatException">It is none that <see cref="Write"/> wrote.</exception>
    public static BudgetSpec? Read(JsonElement root)
    {
        if (!root.TryGetProperty(Key, out var budget))
            return null;
        return new BudgetSpec(
            Whole("trials"), Whole("iterations"), Whole("patience"), budget.TryGetProperty("target", out var target) && target.GetBoolean(),
            Seconds("time"), Seconds("train_time"));

        long? Whole(string key)
        {
            if (!budget.TryGetProperty(key, out var value))
                return null;
            var whole = value.GetInt64();
            return whole > 0 ? whole : throw new FormatException($"The canonical spec's budget has {key} {whole}, beyond its limits.");
        }

        TimeSpan? Seconds(string key)
        {
            if (!budget.TryGetProperty(key, out var value))
                return null;
            var seconds = value.GetDouble();
            return seconds is > 0 and <= SpecLimits.Seconds
                ? TimeSpan.FromSeconds(seconds)
                : throw new FormatException($"The canonical spec's budget has a {key} of {seconds} s, beyond its limits.");
        }
    }
}
