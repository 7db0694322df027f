using System.Globalization;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;

namespace DotNetTrainer;

/// <summary>Logistic regression on a table that ships with it, by full-batch gradient descent: an epoch a step.</summary>
[Trainer("logistic", Resource = "epochs", SharesPrefixes = true, IsDeterministic = true, Version = "1")]
public sealed class LogisticTrainer : StepTrainer
{
    private static readonly Lazy<(double[] Features, double Label)[]> Rows = new(() =>
    [
        .. File.ReadLines(Path.Combine(Path.GetDirectoryName(typeof(LogisticTrainer).Assembly.Location)!, "breast-cancer.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(row => (Array.ConvertAll(row[..^1], number => double.Parse(number, CultureInfo.InvariantCulture)), row[^1] == "malignant" ? 1.0 : 0.0)),
    ]);

    /// <inheritdoc/>
    protected override IEnumerable<StepReport> Train(TrainingOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (rate, decay) = (order.Trial.Point["rate"].Real, order.Trial.Point["decay"].Real);
        var (train, validation) = Split(order.Trial.DataSeed);
        var weights = new double[train[0].Features.Length + 1];
        for (var epoch = 1; epoch <= order.Stops[^1]; epoch++)
        {
            var slope = new double[weights.Length];
            foreach (var (features, label) in train)
            {
                var miss = Chance(weights, features) - label;
                for (var k = 0; k < features.Length; k++)
                    slope[k] += miss * features[k];
                slope[^1] += miss;
            }

            for (var k = 0; k < weights.Length; k++)
                weights[k] -= rate * (slope[k] / train.Length + (k < weights.Length - 1 ? decay * weights[k] : 0));
            var (loss, accuracy) = Measure(weights, validation);
            yield return new StepReport(epoch, new Dictionary<string, double> { ["loss"] = loss, ["accuracy"] = accuracy });
        }
    }

    /// <summary>Four fifths to train by and one to measure by, standardized by what is trained by.</summary>
    private static ((double[] Features, double Label)[] Train, (double[] Features, double Label)[] Validation) Split(uint seed)
    {
        var rows = Rows.Value.ToArray();
        new Random((int)seed).Shuffle(rows);
        var (train, validation) = (rows[..(rows.Length * 4 / 5)], rows[(rows.Length * 4 / 5)..]);
        var means = new double[train[0].Features.Length];
        var spreads = new double[means.Length];
        for (var k = 0; k < means.Length; k++)
        {
            means[k] = train.Average(row => row.Features[k]);
            spreads[k] = Math.Sqrt(train.Average(row => Math.Pow(row.Features[k] - means[k], 2)));
        }

        (double[] Features, double Label) Scaled((double[] Features, double Label) row) =>
            ([.. row.Features.Select((value, k) => spreads[k] > 0 ? (value - means[k]) / spreads[k] : 0)], row.Label);
        return ([.. train.Select(Scaled)], [.. validation.Select(Scaled)]);
    }

    private static (double Loss, double Accuracy) Measure(double[] weights, (double[] Features, double Label)[] rows)
    {
        var chances = rows.Select(row => (Chance: Chance(weights, row.Features), row.Label)).ToArray();
        return (
            -chances.Average(one => Math.Log(Math.Max(one.Label > 0.5 ? one.Chance : 1 - one.Chance, 1e-12))),
            chances.Average(one => one.Chance >= 0.5 == one.Label > 0.5 ? 1.0 : 0.0));
    }

    private static double Chance(double[] weights, double[] features)
    {
        var score = weights[^1];
        for (var k = 0; k < features.Length; k++)
            score += weights[k] * features[k];
        return 1 / (1 + Math.Exp(-score));
    }
}
