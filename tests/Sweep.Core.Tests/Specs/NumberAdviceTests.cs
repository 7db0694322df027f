using System.Text.RegularExpressions;
using CsCheck;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>Whoever writes what an error advises gets no error at that place.</summary>
public sealed partial class NumberAdviceTests
{
    // Where a number stands in a spec, and the path by which errors call it.
    private static readonly (string Template, string Path)[] Places =
    [
        ("name: n\nparameters: { pattern: [circle], learning_rate: [# ] }\n", "parameters.learning_rate"),
        ("name: n\nparameters: { pattern: [circle], learning_rate: # }\n", "parameters.learning_rate"),
        ("name: n\nparameters: { pattern: [circle], samples: [# ] }\n", "parameters.samples"),
        ("name: n\nparameters: { pattern: [circle], iterations: # }\n", "parameters.iterations"),
        ("name: n\nparameters: { pattern: [circle], learning_rate: { linear: [1, 9], count: # } }\n", "parameters.learning_rate.count"),
        ("name: n\nparameters: { pattern: [circle] }\ndata_seed: #\n", "data_seed"),
        ("name: n\nparameters: { pattern: [circle] }\nversion: #\n", "version"),
        ("name: n\nparameters: { pattern: [circle] }\nreplicates: #\n", "replicates"),
        ("name: n\nparameters: { pattern: [circle] }\nweight: #\n", "weight"),
        ("name: n\nparameters: { pattern: [circle] }\nmax_concurrent: #\n", "max_concurrent"),
        ("name: n\nparameters: { pattern: [circle] }\ntarget: { loss: # }\n", "target.loss"),
        ("name: n\nparameters: { pattern: [circle] }\nrecord: { every: # }\n", "record.every"),
        ("{\"name\": \"n\", \"parameters\": {\"pattern\": [\"circle\"]}, \"weight\": #}", "weight"),
    ];

    private static readonly string[] Known =
    [
        "010", "-0", "+1", "1_000", "0x10", "0o10", ".5", "5.", "1e400", "1e-400", ".inf", "-.inf", ".nan", "1:30", "007.5", "00", "0", "-1",
        "1e3", "5.0", "1.5", "'010'", "'5'", "'-1'", "'0.1'", "'1e400'", "'x'", "\u0661\u0662", "99999999999999999999", "1e3", "true", "word",
        "0e0", "00.0", "0b1", "1__0", "--1", "1e", "-010", "+010", "08", "0x", "-0x10",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Known.Length - 1].Select(i => Known[i]),
        Gen.Char["0123456789.+-_exo"].Array[1, 4].Select(letters => new string(letters)));

    [Fact]
    public void Read_WhatAnErrorAdvises_IsNoErrorThere() => Gen.Select(Gen.Int[0, Places.Length - 1], Texts).Sample(
        (at, text) =>
        {
            var (template, path) = Places[at];
            if (ErrorAt(template, text, path) is not { } error || Advised(error) is not { } advised)
                return;
            Assert.Null(ErrorAt(template, advised, path));
        },
        iter: 2000);

    [Theory]
    [InlineData("010")]
    [InlineData("00")]
    [InlineData("-010")]
    [InlineData("+01")]
    [InlineData("002.5")]
    [InlineData("01e1")]
    public void Read_LeadingZeros_AreRefusedEverywhere(string text) =>
        Assert.All(Places, place => Assert.NotNull(ErrorAt(place.Template, text, place.Path)));

    private static string? ErrorAt(string template, string text, string path) => SpecReader
        .Read(template.Replace("#", text, StringComparison.Ordinal)).Errors
        .Where(error => error.Path.StartsWith(path, StringComparison.Ordinal) || error.Path.Length == 0)
        .Select(error => error.Remedy).FirstOrDefault();

    // What the remedy says to write; null where it says something else (of JSON and YAML that cannot be read).
    private static string? Advised(string remedy)
    {
        if (WholeFrom().Match(remedy) is { Success: true } range)
            return range.Groups["value"].Value;
        return Written().Match(remedy) is { Success: true } match ? match.Groups["value"].Value : null;
    }

    [GeneratedRegex(@"^write a whole number from (?<value>\d+) to \d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeFrom();

    [GeneratedRegex(@"^write (?:a number such as )?(?<value>\[.*\]|\{.*\}|[^\s;]+)(?: without quotes)?(?:;.*)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
