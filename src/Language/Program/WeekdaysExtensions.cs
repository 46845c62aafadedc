using NodaTime;

namespace Personalization.Journeys.Language.Program;

public static class WeekdaysExtensions
{
    public static bool Includes(this Weekdays days, IsoDayOfWeek day) => ((int)days & (1 << ((int)day - 1))) != 0;
}
